package io.github.happiesthashtags.twitter.contract;

import io.github.happiesthashtags.testsupport.CountingMetrics;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.ComplianceNotice;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** A reader that reads a source as a runner does, and keeps the results. */
public final class FeedRead implements AutoCloseable {
  private final UnboundedReader<MessageBlock> reader;
  private final MessageInspector inspector = new MessageInspector();
  private final List<Long> ids = new ArrayList<>();
  private final List<Integer> idsAtMarks = new ArrayList<>();
  private final List<FeedMark> marks = new ArrayList<>();
  private final List<Instant> watermarks = new ArrayList<>();
  private final List<Long> passedOver = new ArrayList<>();
  private final CountingMetrics counters = new CountingMetrics();
  private long highestMillis = Long.MIN_VALUE;
  private boolean started;

  FeedRead(UnboundedReader<MessageBlock> reader) {
    this.reader = reader;
  }

  /** Reads the next block. */
  public void next() {
    Eventually.until("a block", () -> poll() || isDone());
  }

  /** Reads a block if there is one; returns whether there was. */
  public boolean poll() throws IOException {
    Instant before = watermark();
    boolean there;
    MetricsContainer outer = MetricsEnvironment.setCurrentContainer(counters);
    try {
      there = started ? reader.advance() : reader.start();
    } finally {
      MetricsEnvironment.setCurrentContainer(outer);
    }
    started = true;
    if (there) {
      keep(reader.getCurrent(), before.getMillis());
      marks.add(mark());
      idsAtMarks.add(ids.size());
    }
    return there;
  }

  private void keep(MessageBlock block, long watermarkMillis) throws IOException {
    Arrival arrival = block.arrival();
    long[] atArrival = {arrival.watermarkMillis()};
    block.read(
        (line, offset, length, position, overlong) -> {
          inspector.inspect(line, offset, length);
          if (inspector.events() > 0) {
            long id = idOf(inspector, line, offset, length);
            ids.add(id);
            long millis = inspector.latestMillis();
            if (millis < watermarkMillis && millis >= atArrival[0]) {
              passedOver.add(id);
            }
            atArrival[0] = arrival.after(atArrival[0], millis);
            highestMillis = Math.max(highestMillis, millis);
          }
          return true;
        });
  }

  /**
   * Returns the id of the last status of a line, or of the post or account that its event is about.
   *
   * @param seen an inspector that has inspected the line and found event times
   */
  public static long idOf(MessageInspector seen, byte[] line, int offset, int length) {
    if (seen.statuses() > 0) {
      return seen.lastId();
    }
    ComplianceNotice notice = ComplianceNotice.of(line, offset, length);
    boolean isOfUser = notice.kind().startsWith("user_") || notice.kind().equals("scrub_geo");
    return isOfUser ? notice.userId() : notice.postId();
  }

  /** Returns the value of one of the connector's counters. */
  public long counter(String name) {
    return counters.count(name);
  }

  /** Returns the ids of the statuses, or of what events are about, so far, copies included. */
  public List<Long> ids() {
    return ids;
  }

  public List<FeedMark> marks() {
    return marks;
  }

  public FeedMark mark() {
    return (FeedMark) reader.getCheckpointMark();
  }

  /** Returns the watermarks before each block. */
  public List<Instant> watermarks() {
    return watermarks;
  }

  public Instant watermark() {
    Instant watermark = reader.getWatermark();
    watermarks.add(watermark);
    return watermark;
  }

  /** Returns the statuses that were not late on arrival, but late when they were handed out. */
  public List<Long> passedOver() {
    return passedOver;
  }

  public long highestMillis() {
    return highestMillis;
  }

  public boolean isDone() {
    return reader.getWatermark().equals(BoundedWindow.TIMESTAMP_MAX_VALUE);
  }

  /** Returns the ids of the statuses read up to a mark. */
  public List<Long> idsUpTo(int mark) {
    return List.copyOf(ids.subList(0, idsAtMarks.get(mark)));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
