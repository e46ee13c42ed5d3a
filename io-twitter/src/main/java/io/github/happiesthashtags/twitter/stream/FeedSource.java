package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An unbounded source of blocks from a feed. Splitting does no I/O: a slow answer would stall a
 * runner.
 */
public final class FeedSource extends UnboundedSource<MessageBlock, FeedMark> {
  private static final long serialVersionUID = 1L;
  private static final int ALL = -1;
  private static final char SPLIT_MARK = '/';

  private final FeedSpec spec;
  private final long maxOutOfOrderMillis;
  private final Overflow overflow;
  private final String id;
  private final int split;

  /**
   * Creates a source of the whole feed, not yet split.
   *
   * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time
   * @param overflow what to do when the pipeline is slower than the feed
   */
  public FeedSource(FeedSpec spec, long maxOutOfOrderMillis, Overflow overflow) {
    this(spec, maxOutOfOrderMillis, overflow, UUID.randomUUID().toString(), ALL);
  }

  private FeedSource(
      FeedSpec spec, long maxOutOfOrderMillis, Overflow overflow, String id, int split) {
    this.spec = spec;
    this.maxOutOfOrderMillis = maxOutOfOrderMillis;
    this.overflow = overflow;
    this.id = id;
    this.split = split;
  }

  /** Returns what the splits of this source have in common and no other source has. */
  String id() {
    return id;
  }

  /** Returns the id of the source that a split's name belongs to. */
  static String idOf(String split) {
    return split.substring(0, Math.max(0, split.indexOf(SPLIT_MARK)));
  }

  @Override
  public List<FeedSource> split(int desiredNumSplits, PipelineOptions options) {
    if (split != ALL) {
      return List.of(this);
    }
    List<FeedSource> splits = new ArrayList<>();
    for (int i = 0; i < spec.splits(); i++) {
      splits.add(new FeedSource(spec, maxOutOfOrderMillis, overflow, id, i));
    }
    return splits;
  }

  @Override
  public UnboundedReader<MessageBlock> createReader(
      PipelineOptions options, @Nullable FeedMark mark) {
    int own = Math.max(split, 0);
    String name = id + SPLIT_MARK + own;
    return new FeedReader(
        this,
        name,
        options.as(ConnectionOptions.class).getConnectionsOutliveReaders(),
        after ->
            Sessions.acquire(
                name,
                after,
                () -> spec.open(own, options),
                SessionSettings.of(maxOutOfOrderMillis, overflow)),
        mark);
  }

  @Override
  public void validate() {
    spec.validate();
  }

  @Override
  public Coder<FeedMark> getCheckpointMarkCoder() {
    return new FeedMark.MarkCoder();
  }

  @Override
  public Coder<MessageBlock> getOutputCoder() {
    return MessageBlockCoder.of();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .include("feed", spec)
        .add(
            DisplayData.item("maxOutOfOrderMillis", maxOutOfOrderMillis)
                .withLabel("Watermark delay in milliseconds"))
        .add(DisplayData.item("overflow", overflow.name()).withLabel("When the buffer is full"));
  }

  /** A reader that takes blocks from a session, which may outlive the reader. */
  static final class FeedReader extends UnboundedSource.UnboundedReader<MessageBlock> {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

    /**
     * How long a reader waits before it reports that there is nothing to read: runners ask again at
     * once and would keep a core busy. The wait is far below a block's linger, so it delays no
     * result.
     */
    private static final long PATIENCE_MILLIS = 20;

    private final SourceMetrics metrics = new SourceMetrics();

    /** A lookup of the session that continues after a mark. */
    @FunctionalInterface
    interface SessionSource {
      Session after(@Nullable FeedMark mark);
    }

    private final FeedSource source;
    private final String split;
    private final boolean leavesSession;
    private final SessionSource sessions;
    private Session session;
    private Session.@Nullable Taken current;

    /**
     * Creates a reader that begins after a mark.
     *
     * @param leavesSession whether this reader leaves the session open for the next one when it is
     *     closed
     */
    FeedReader(
        FeedSource source,
        String split,
        boolean leavesSession,
        SessionSource sessions,
        @Nullable FeedMark mark) {
      this.source = source;
      this.split = split;
      this.leavesSession = leavesSession;
      this.sessions = sessions;
      this.session = sessions.after(mark);
    }

    @Override
    public boolean start() throws IOException {
      List<String> names = source.spec.lineage(Math.max(source.split, 0));
      if (!names.isEmpty()) {
        Lineage.getSources().add(SourceMetrics.LINEAGE_SYSTEM, names);
      }
      return advance();
    }

    @Override
    public boolean advance() throws IOException {
      if (session.isAbandoned()) {
        LOG.warn("The pipeline did not read for so long that {} was disconnected", split);
        session = sessions.after(session.mark());
      }
      current = session.take();
      if (current == null) {
        awaitMore();
        current = session.take();
      }
      Session.Taken taken = current;
      if (taken != null) {
        metrics.taken(taken.mark(), System.currentTimeMillis());
      }
      metrics.report(session);
      return taken != null;
    }

    private void awaitMore() {
      try {
        session.await(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public MessageBlock getCurrent() {
      return current().block();
    }

    @Override
    public Instant getCurrentTimestamp() {
      return toInstant(current().timestampMillis());
    }

    private Session.Taken current() {
      Session.Taken taken = current;
      if (taken == null) {
        throw new NoSuchElementException();
      }
      return taken;
    }

    @Override
    public Instant getWatermark() {
      if (session.isDone()) {
        return BoundedWindow.TIMESTAMP_MAX_VALUE;
      }
      return toInstant(session.watermarkMillis());
    }

    private static Instant toInstant(long millis) {
      return millis <= BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()
          ? BoundedWindow.TIMESTAMP_MIN_VALUE
          : Instant.ofEpochMilli(millis);
    }

    @Override
    public FeedMark getCheckpointMark() {
      return session.mark();
    }

    @Override
    public long getSplitBacklogBytes() {
      return session.backlogBytes();
    }

    @Override
    public FeedSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      if (session.isOver() || !leavesSession) {
        Sessions.release(split, session);
      }
    }
  }
}
