package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.recording.Packing.bzip2;
import static io.github.happiesthashtags.twitter.recording.Packing.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.recording.Packing.Tar;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.testing.SinkStub;
import io.github.happiesthashtags.twitter.testing.WireMessages;
import io.github.happiesthashtags.twitter.wire.Lines;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Rule;
import org.junit.Test;

/** Tests recordings as a stream. */
public class ReplayFeedTest {
  @Rule public final RecordingFolder folder = new RecordingFolder();

  /** A sink that keeps each message and the mark that a reader would have after it. */
  private static final class Sink extends SinkStub {
    private final List<String> messages = new ArrayList<>();
    private final List<FeedMark> marks = new ArrayList<>();
    private int capacity = Integer.MAX_VALUE;
    private String source = "";

    Sink() {
      super(FeedProgress.NONE);
    }

    @Override
    public void enter(String source) {
      this.source = source;
    }

    @Override
    public void append(byte[] line, int offset, int length, long position, long next)
        throws InterruptedException {
      if (messages.size() == capacity) {
        throw new InterruptedException("the session is closed");
      }
      messages.add(new String(line, offset, length, UTF_8));
      marks.add(FeedMark.of(1, marks.size(), source, next, 0, FeedProgress.NONE));
    }
  }

  private Feed feed(double speed) {
    ReplaySpec spec = new ReplaySpec(List.of(folder.path("*")), speed);
    return SerializableUtils.ensureSerializable(spec).open(0, PipelineOptionsFactory.create());
  }

  private Sink replay(FeedMark resume) throws IOException, InterruptedException {
    Sink sink = new Sink();
    try (Feed feed = feed(Double.POSITIVE_INFINITY)) {
      feed.run(resume, sink);
    }
    return sink;
  }

  private void assertEveryMarkResumes() throws IOException, InterruptedException {
    Sink whole = replay(null);
    assertThat(whole.marks, hasSize(greaterThan(0)));
    for (int i = 0; i < whole.marks.size(); i++) {
      assertThat(
          "after message " + i,
          replay(whole.marks.get(i)).messages,
          is(whole.messages.subList(i + 1, whole.messages.size())));
    }
  }

  @Test
  public void recordingsAreReplayedInTheOrderOfTheirNames() throws Exception {
    folder.write("c.tar", new Tar().add("2", "6\n").add("1.gz", gzip("5")).bytes());
    folder.write("b.json.gz", gzip("3\n4"));
    folder.write("a.json", "1\n2");

    assertThat(replay(null).messages, contains("1", "2", "3", "4", "5", "6"));
  }

  @Test
  public void everyMarkResumesWithoutLossOrRepetition() throws Exception {
    folder.write("a.json", "1\n\n2\r\n3");
    folder.write("b.json.gz", gzip("4\n5"));
    folder.write("c.json.bz2", bzip2("6\n7\n"));
    folder.write("d.json", "");
    folder.write(
        "e.tar",
        new Tar().add("a", "8\n9").add("b.gz", gzip("10\n11")).add("b.gz", gzip("12")).bytes());
    folder.write("f.tar.gz", gzip(new Tar().add("x", "13\n14").add("y", "15").bytes()));
    folder.write("g.json", "16\n17\n");

    assertThat(replay(null).messages, hasSize(18));
    assertEveryMarkResumes();
  }

  @Test
  public void everyMarkAroundDamageResumesWithoutLossOrRepetition() throws Exception {
    byte[] packed = gzip("1\n2\n".repeat(3) + "a line that is cut off");
    folder.write("a.json.gz", Arrays.copyOf(packed, packed.length - 12));
    folder.write("b.gz", Arrays.copyOf(gzip("lost"), 12));
    folder.write("c.tar", Arrays.copyOf(new Tar().add("x", "3\n4").bytes(), 1030));
    folder.write("d.json", "5\n");

    Sink whole = replay(null);

    assertThat(whole.messages.get(0), is("1"));
    assertThat(whole.messages.stream().filter(m -> m.contains("cut short")).toList(), hasSize(3));
    assertThat(whole.messages.get(whole.messages.size() - 1), is("5"));
    assertEveryMarkResumes();
  }

  @Test
  public void theMarkBehindAnOverlongLineResumesBehindAllOfIt() throws Exception {
    folder.write("a.json", "1\n" + "x".repeat(Lines.MAX_LINE_BYTES + 5000) + "\n2\n");

    assertThat(replay(null).messages, hasSize(3));
    assertEveryMarkResumes();
  }

  @Test
  public void aMarkOfARecordingThatIsGoneResumesWithTheNextOne() throws Exception {
    folder.write("a.json", "1\n");
    folder.write("c.json", "2\n");

    FeedMark mark = FeedMark.of(1, 1, folder.path("b.json"), 100, 0, FeedProgress.NONE);

    assertThat(replay(mark).messages, contains("2"));
  }

  @Test
  public void damageIsAMessageThatNamesItsReason() throws Exception {
    folder.write("a.gz", Arrays.copyOf(gzip("lost"), 12));

    assertThat(replay(null).messages, contains(containsString("a.gz is cut short or not of")));
  }

  @Test
  public void atAnInfiniteSpeedEventTimesDoNotMatter() throws Exception {
    String early = WireMessages.v1(1, "early").toString();
    String late =
        WireMessages.v1(2, "a century later").with("timestamp_ms", "4676364195000").toString();
    folder.write("a.json", late + "\n" + early + "\n" + late + "\n");

    assertThat(replay(null).messages, contains(late, early, late));
  }

  @Test
  public void aClosedFeedWaitsForNoTime() throws Exception {
    String first = at("2024-05-06T07:00:00Z", 3);
    folder.write("a.json", first + at("2024-05-06T07:59:59Z", 1));
    folder.write("b.json", "more\n");
    Sink sink = new Sink();
    Feed feed = feed(1);
    feed.close();

    feed.run(null, sink);

    assertThat(sink.messages, is(first.lines().toList()));
  }

  @Test
  public void noJumpOfEventTimeIsWaitedFor() throws Exception {
    StringBuilder recording = new StringBuilder(at("2040-01-01T00:00:00Z", 2));
    for (String time : List.of("2024-05-06T07:00:00Z", "2024-05-09T08:00:00Z")) {
      recording.append(at(time, 10)).append(at("2041-01-01T00:00:00Z", 2));
      recording.append(at(time, 5)).append(at("1999-01-01T00:00:00Z", 2));
    }
    folder.write("a.json", recording.toString());
    Sink sink = new Sink();

    try (Feed feed = feed(1)) {
      feed.run(null, sink);
    }

    assertThat(sink.messages, hasSize(40));
  }

  /** Returns statuses of the same second. */
  private static String at(String time, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      long millis = Instant.parse(time).toEpochMilli() + i;
      lines
          .append(WireMessages.v1(i, "at " + millis).with("timestamp_ms", String.valueOf(millis)))
          .append('\n');
    }
    return lines.toString();
  }

  @Test
  public void aSinkThatIsClosedEndsTheReplay() throws Exception {
    folder.write("a.json", "1\n2\n3\n");
    folder.write("b.json.gz", gzip("4\n"));
    Sink sink = new Sink();
    sink.capacity = 2;

    try (Feed feed = feed(Double.POSITIVE_INFINITY)) {
      assertThrows(InterruptedException.class, () -> feed.run(null, sink));
    }
    assertThat(sink.messages, contains("1", "2"));
    assertThat(Thread.interrupted(), is(false));
  }

  @Test
  public void missingRecordingsFailTheReplay() {
    assertThrows(FileNotFoundException.class, () -> replay(null));
  }

  @Test
  public void aReplayIsOneSplitAndNotLive() {
    assertThat(new ReplaySpec(List.of("a"), 60).splits(), is(1));
    assertThat(feed(60).isLive(), is(false));
  }
}
