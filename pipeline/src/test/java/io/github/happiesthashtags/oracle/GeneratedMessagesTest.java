package io.github.happiesthashtags.oracle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.oracle.NaiveOracle.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

/** A generator that never reaches a rule checks nothing: it has to be shown to reach them. */
public class GeneratedMessagesTest {

  private static final OracleSettings SETTINGS =
      OracleSettings.eventTime().withSmiles(GeneratedMessages.LEXICON);

  @Test
  public void aSeedAlwaysGivesTheSameLines() {
    List<byte[]> lines = GeneratedMessages.lines(7, 200);
    List<byte[]> again = GeneratedMessages.lines(7, 200);

    assertThat(Arrays.deepEquals(lines.toArray(), again.toArray()), is(true));
    List<byte[]> cut = NaiveOracle.lines(GeneratedMessages.recording(lines));
    assertThat(Arrays.deepEquals(lines.toArray(), cut.toArray()), is(true));
  }

  @Test
  public void theStreamsAreRichInWhatCounts() {
    long statuses = 0;
    long retweets = 0;
    long copies = 0;
    long deadLetters = 0;
    long rows = 0;
    Map<String, Long> kinds = new TreeMap<>();
    for (int seed = 0; seed < 50; seed++) {
      List<byte[]> lines = GeneratedMessages.lines(seed, 60);
      OracleReader read = OracleReader.read(lines);
      statuses += read.statuses().size();
      retweets += read.statuses().stream().filter(OracleStatus::retweet).count();
      copies +=
          read.statuses().size()
              - read.statuses().stream().map(OracleStatus::id).distinct().count();
      deadLetters += read.deadLetters().size();
      read.kinds().forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
      Answer answer = NaiveOracle.answer(lines, SETTINGS);
      rows +=
          answer.files().values().stream().flatMap(String::lines).count() - answer.files().size();
    }
    assertThat(statuses, greaterThan(2500L));
    assertThat(retweets, greaterThan(400L));
    assertThat(copies, greaterThan(600L));
    assertThat(deadLetters, greaterThan(200L));
    assertThat(rows, greaterThan(1500L));
    assertThat(
        kinds.keySet(),
        hasItems(
            "delete",
            "limit",
            "warning",
            "scrub_geo",
            "status_withheld",
            "user_withheld",
            "disconnect",
            "keep_alive",
            "errors",
            "page"));
  }

  @Test
  public void neitherOrderNorRepetitionChangesTheAnswer() {
    OracleSettings sliding = SETTINGS.withWindows(600, 150);
    for (int seed = 0; seed < 30; seed++) {
      List<byte[]> lines = GeneratedMessages.lines(seed, 60);
      Map<String, String> files = NaiveOracle.answer(lines, sliding).files();
      List<byte[]> shuffledTwice = new ArrayList<>(lines);
      shuffledTwice.addAll(lines);
      Collections.shuffle(shuffledTwice, new Random(seed));

      assertThat(NaiveOracle.answer(shuffledTwice, sliding).files(), is(files));
    }
  }

  @Test
  public void copiesOfAStatusShareTheirSecond() {
    // As in every real recording; or one status could be in two windows that do not overlap.
    for (int seed = 0; seed < 30; seed++) {
      List<OracleStatus> statuses =
          new ArrayList<>(OracleReader.read(GeneratedMessages.lines(seed, 60)).statuses());
      Map<Long, Long> seconds = new TreeMap<>();
      List<Long> torn = new ArrayList<>();
      for (OracleStatus status : statuses) {
        Long other = seconds.put(status.id(), status.timeMillis() / 1000);
        if (other != null && other != status.timeMillis() / 1000) {
          torn.add(status.id());
        }
      }
      assertThat(torn, is(empty()));
    }
  }
}
