package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.testing.Displays;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.Messages;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.SerializableUtils;
import org.joda.time.Instant;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class FeedSourceTest {
  private static final long DISORDER_MILLIS = 5_000;

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final HandSpec spec = new HandSpec(UUID.randomUUID().toString(), 3);
  private final FeedSource source = new FeedSource(spec, DISORDER_MILLIS, Overflow.BLOCK);

  @After
  public void stop() {
    Sessions.stopAll();
  }

  @Test
  public void splittingGivesAsManyAsTheFeedNeedsWhateverIsAskedForAndOpensNothing() {
    for (int desired : new int[] {1, 2, 100}) {
      assertThat(source.split(desired, options), hasSize(3));
    }
    for (int split = 0; split < 3; split++) {
      assertThat(spec.opened(split), is(empty()));
    }
  }

  @Test
  public void aSplitIsNotSplitAgain() {
    FeedSource split = source.split(3, options).get(1);
    assertThat(split.split(4, options), contains(sameInstance(split)));
  }

  @Test
  public void everySplitReadsAFeedOfItsOwn() throws Exception {
    List<FeedSource> splits = source.split(1, options);
    for (int i = 0; i < splits.size(); i++) {
      try (UnboundedReader<MessageBlock> reader = splits.get(i).createReader(options, null)) {
        spec.opened(i).get(0).line("split " + i).settle();
        assertThat(next(reader, reader.start()), contains("split " + i));
      }
      assertThat(spec.opened(i), hasSize(1));
    }
  }

  @Test
  public void aSourceIsTheSameFeedAfterItTravelled() throws Exception {
    FeedSource copy = SerializableUtils.ensureSerializable(source.split(1, options).get(2));
    try (UnboundedReader<MessageBlock> reader = copy.createReader(options, null)) {
      spec.opened(2).get(0).line("here").settle();
      assertThat(next(reader, reader.start()), contains("here"));
      assertThat(reader.getCurrentSource(), is(sameInstance(copy)));
    }
    // Both copies are the same split of the same pipeline.
    source.split(1, options).get(2).createReader(options, null).close();
    assertThat(spec.opened(2), hasSize(2));
    Eventually.until("the first is closed", () -> spec.opened(2).get(0).isClosed());
  }

  @Test
  public void theSessionOutlivesItsReaders() throws Exception {
    FeedSource split = source.split(1, options).get(0);
    FeedMark mark = null;
    for (int i = 0; i < 20; i++) {
      UnboundedReader<MessageBlock> reader = split.createReader(options, mark);
      HandFeed feed = spec.opened(0).get(0);
      feed.line("line " + i).settle();
      assertThat(next(reader, reader.start()), contains("line " + i));
      mark = (FeedMark) reader.getCheckpointMark();
      reader.close();
      assertThat(feed.isClosed(), is(false));
    }
    assertThat(spec.opened(0), hasSize(1));
  }

  @Test
  public void theSessionEndsWithItsReaderWhereTheNextMayBeElsewhere() throws Exception {
    PipelineOptions tasks = PipelineOptionsFactory.create();
    tasks.as(ConnectionOptions.class).setConnectionsOutliveReaders(false);
    FeedSource split = source.split(1, tasks).get(0);
    UnboundedReader<MessageBlock> reader = split.createReader(tasks, null);
    spec.opened(0).get(0).line("line").settle();
    assertThat(next(reader, reader.start()), contains("line"));

    reader.close();
    reader.close();

    assertThat(spec.opened(0).get(0).isClosed(), is(true));
  }

  @Test
  public void aReaderTellsTimesBacklogAndItsEnd() throws Exception {
    FeedSource split = source.split(1, options).get(0);
    UnboundedReader<MessageBlock> reader = split.createReader(options, null);
    assertThat(reader.start(), is(false));
    assertThrows(NoSuchElementException.class, reader::getCurrent);
    assertThat(reader.getWatermark(), is(BoundedWindow.TIMESTAMP_MIN_VALUE));
    HandFeed feed = spec.opened(0).get(0);
    String status = statusAt(T0);
    feed.line(status).settle();
    assertThat(reader.getSplitBacklogBytes(), is(status.length() + 1L));
    assertThat(next(reader, reader.advance()), contains(status));
    assertThat(reader.getCurrentTimestamp(), is(Instant.ofEpochMilli(T0)));
    assertThat(reader.getSplitBacklogBytes(), is(0L));
    assertThat(reader.getWatermark(), is(Instant.ofEpochMilli(T0 - DISORDER_MILLIS)));
    feed.end();
    Eventually.until(
        "the end", () -> reader.getWatermark().equals(BoundedWindow.TIMESTAMP_MAX_VALUE));
    assertThat(reader.advance(), is(false));
    reader.close();
  }

  @Test
  public void theEndIsNotToldBeforeTheLastBlockIsTaken() throws Exception {
    FeedSource split = source.split(1, options).get(0);
    UnboundedReader<MessageBlock> reader = split.createReader(options, null);
    HandFeed feed = spec.opened(0).get(0);
    feed.line("last").end();
    Eventually.until("the feed has ended", feed::isClosed);
    assertThat(reader.getWatermark().isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE), is(true));
    assertThat(next(reader, reader.start()), contains("last"));
    Eventually.until(
        "the end", () -> reader.getWatermark().equals(BoundedWindow.TIMESTAMP_MAX_VALUE));
    reader.close();
  }

  @Test
  public void aFailureOfTheFeedReachesTheRunner() throws Exception {
    FeedSource split = source.split(1, options).get(0);
    UnboundedReader<MessageBlock> reader = split.createReader(options, null);
    spec.opened(0).get(0).fail(new IOException("no route to host"));
    assertThat(
        Eventually.value("the failure", () -> failureOf(reader)).getMessage(),
        is("no route to host"));
  }

  @Test
  public void afterStopAllAReaderWaitsWithoutAnEnd() throws Exception {
    FeedSource split = source.split(1, options).get(0);
    UnboundedReader<MessageBlock> reader = split.createReader(options, null);
    spec.opened(0).get(0).line(statusAt(T0)).settle();
    Sessions.stopAll();
    assertThat("what had come is finished", reader.start(), is(true));
    assertThat(reader.advance(), is(false));
    assertThat(reader.getWatermark(), is(Instant.ofEpochMilli(T0 - DISORDER_MILLIS)));
    reader.close();
    assertThat(split.createReader(options, null).start(), is(false));
    assertThat(spec.opened(0), hasSize(1));
  }

  @Test
  public void aReaderThatComesBackTooLateIsConnectedAgainWhereItWas() throws Exception {
    HandFeed second = HandFeed.live();
    FeedMark[] askedFor = new FeedMark[2];
    int[] asked = {0};
    FeedSource.FeedReader reader =
        new FeedSource.FeedReader(
            source,
            "split",
            true,
            mark -> {
              askedFor[asked[0]] = mark;
              return asked[0]++ == 0
                  ? sessions.startImpatient(
                      HandFeed.live().line(statusAt(T0)), null, SessionFixture.NO_PATIENCE)
                  : sessions.start(second);
            },
            null);
    Eventually.until("the first gives up", () -> reader.advance() || asked[0] == 2);
    assertThat(askedFor[1].sequence(), is(0L));
    second.line("again").settle();
    assertThat(next(reader, reader.advance()), contains("again"));
    reader.close();
  }

  @Test
  public void codersAreThoseOfBlocksAndMarks() throws Exception {
    assertThat(source.getOutputCoder(), is(instanceOf(MessageBlockCoder.class)));
    CoderProperties.coderSerializable(source.getCheckpointMarkCoder());
  }

  @Test
  public void displayDataTellsTheFeedAndTheDelay() {
    Map<String, String> display = Displays.of(source);
    assertThat(display.get("key"), is(spec.key()));
    assertThat(display.get("maxOutOfOrderMillis"), is(String.valueOf(DISORDER_MILLIS)));
  }

  @Test
  public void aSourceIsSmall() {
    // Some runners write the source into every checkpoint.
    assertThat(SerializableUtils.serializeToByteArray(source).length, is(lessThan(2_000)));
  }

  /** Returns the messages of the reader's next block. */
  private static List<String> next(UnboundedReader<MessageBlock> reader, boolean there) {
    if (!there) {
      Eventually.until("a block", reader::advance);
    }
    return Messages.of(reader.getCurrent());
  }

  private static IOException failureOf(UnboundedReader<MessageBlock> reader) {
    try {
      reader.advance();
      return null;
    } catch (IOException e) {
      return e;
    }
  }
}
