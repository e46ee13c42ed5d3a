package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.testing.Boards;
import java.util.List;
import org.junit.Test;

/** What the formats write can be read back. */
public class PaneTextTest {
  private static final Leaderboard BOARD =
      Boards.of(
          Timing.ON_TIME,
          0,
          row("joy", 7),
          row("café", "2.500000", 5, 2),
          row("a,b", 1),
          row("say \"hi\"\r\n\u2028\u001B[2J", 1),
          row("\"", 1),
          row("\uD83D\uDE00".repeat(100_000), 1),
          row("", 1));

  @Test
  public void everyHashtagComesBackAsItWas() {
    assertThat(PaneText.csv(new CsvSink.Format(false).format(BOARD)), is(BOARD.getRows()));
    assertThat(PaneText.jsonl(new JsonlSink.Format().format(BOARD)), is(BOARD.getRows()));
  }

  @Test
  public void whatIsNoPaneIsRefused() {
    String csv = new CsvSink.Format(false).format(BOARD);
    for (String text :
        List.of(
            "",
            "window_start\r\n",
            csv.substring(0, csv.length() - 4),
            csv.replace(",7,", ",1E+999999999,"),
            csv.replace(",7,7,1", ",7,x,1"))) {
      assertThrows(text, IllegalArgumentException.class, () -> PaneText.csv(text));
    }
    for (String text :
        List.of(
            "",
            "[1]",
            "{\"hashtag\":",
            "{\"hashtag\":\"a\"}",
            "{\"hashtag\":\"a\",\"score\":1e999999999,\"smiles\":1,\"statuses\":1}",
            "{\"hashtag\":\"a\",\"score\":[1],\"smiles\":1,\"statuses\":1}")) {
      assertThrows(text, IllegalArgumentException.class, () -> PaneText.jsonl(text));
    }
  }
}
