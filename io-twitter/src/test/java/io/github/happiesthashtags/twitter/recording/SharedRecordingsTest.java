package io.github.happiesthashtags.twitter.recording;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.testsupport.SharedData;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Tests real recordings, which the repository must not contain; skipped if they are missing. */
public class SharedRecordingsTest {
  private static final long FIRST_STATUS_ID_WITH_TIME = 30_000_000_000L;

  /** The counts of a recording. */
  private static final class Counts implements MessageHandler {
    private final Map<MessageKind, Integer> kinds = new EnumMap<>(MessageKind.class);
    private final List<String> malformed = new ArrayList<>();
    private final List<String> oddTimes = new ArrayList<>();
    private int statuses;

    static Counts of(String file) throws IOException {
      Counts counts = new Counts();
      MessageParser parser = new MessageParser();
      for (RecordingPart part :
          Recordings.cut(List.of(SharedData.file("tweets-" + file).toString()))) {
        part.block()
            .read(
                (buffer, offset, length, position, overlong) -> {
                  parser.parse(buffer, offset, length, counts);
                  return true;
                });
      }
      return counts;
    }

    @Override
    public void status(Status status) {
      statuses++;
      assertThat(status.hashtags().contains(""), is(false));
      long idMillis = (status.id() >> 22) + 1_288_834_974_657L;
      if (status.id() >= FIRST_STATUS_ID_WITH_TIME
          && Math.abs(idMillis - status.timestampMillis()) >= 1000) {
        oddTimes.add(status.id() + " at " + status.timestampMillis());
      }
    }

    @Override
    public void other(MessageKind kind) {
      kinds.merge(kind, 1, Integer::sum);
    }

    @Override
    public void malformed(String reason) {
      malformed.add(reason);
    }

    void assertClean(int expectedStatuses, Map<MessageKind, Integer> expectedKinds) {
      assertThat(statuses, is(expectedStatuses));
      assertThat(kinds, is(expectedKinds));
      assertThat(malformed, is(empty()));
      assertThat(oddTimes, is(empty()));
    }
  }

  @Test
  public void theSampleOf2013IsReadWhole() throws IOException {
    Counts.of("v1.1/sample-20130505-947lines.jsonl")
        .assertClean(819, Map.of(MessageKind.DELETE, 128));
  }

  @Test
  public void theSampleOf2016IsReadWhole() throws IOException {
    Counts.of("v1.1/sample-20161118-237lines.jsonl")
        .assertClean(209, Map.of(MessageKind.DELETE, 28));
  }

  @Test
  public void theExtendedSampleOf2018IsReadWhole() throws IOException {
    Counts.of("v1.1/sample-20180310-extended-72lines.jsonl").assertClean(72, Map.of());
  }

  @Test
  public void theFilteredStreamOf2020IsReadWhole() throws IOException {
    Counts.of("v1.1/filter-20200319-apple-275lines.jsonl").assertClean(275, Map.of());
  }

  @Test
  public void messagesOfTheStreamingApiAreToldApart() throws IOException {
    Counts.of("v1.1/twitter4j-streamingapi-testcase.jsonl")
        .assertClean(
            3, Map.of(MessageKind.DELETE, 1, MessageKind.LIMIT, 1, MessageKind.SCRUB_GEO, 1));
    Counts.of("v1.1/twitter4j-stallwarning.json").assertClean(0, Map.of(MessageKind.WARNING, 1));
  }

  @Test
  public void theLineThatIsCutInTheMiddleIsTheOnlyDeadLetter() throws IOException {
    Counts counts = Counts.of("v2/streaming_output_with_error.jsonl");

    assertThat(counts.statuses, is(7));
    assertThat(counts.kinds, is(Map.of()));
    assertThat(counts.malformed, contains(startsWith("not valid JSON: ")));
    assertThat(counts.oddTimes, is(empty()));
  }

  @Test
  public void pagesAreReadWhole() throws IOException {
    Counts.of("v2/kpop.jsonl").assertClean(100, Map.of());
    Counts.of("v2/2sets.jsonl").assertClean(200, Map.of());
    Counts.of("v2/edited.jsonl").assertClean(1, Map.of());
    Counts.of("v2/geo_tweets.jsonl").assertClean(2, Map.of());
  }

  @Test
  public void complianceRowsAreNoMessagesOfAStream() throws IOException {
    Counts counts = Counts.of("v2/tweets_compliance.jsonl");

    assertThat(counts.statuses, is(0));
    assertThat(counts.malformed, everyItem(is("no message of a known kind")));
  }
}
