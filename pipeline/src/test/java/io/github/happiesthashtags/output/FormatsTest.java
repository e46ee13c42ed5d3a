package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.testing.Boards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.joda.time.Instant;
import org.junit.Test;

/** What a pane looks like in a file. */
public class FormatsTest {
  private static final String HEADER =
      "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses\r\n";

  @Test
  public void aCsvFileHasAHeaderAndALineARow() {
    assertThat(
        csv(Boards.of(Timing.ON_TIME, 0, row("joy", 7), row("caf\u00E9", "2.500000", 5, 2))),
        equalTo(
            HEADER
                + "2020-01-01T10:00:00Z,2020-01-01T11:00:00Z,ON_TIME,0,1,joy,7,7,1\r\n"
                + "2020-01-01T10:00:00Z,2020-01-01T11:00:00Z,ON_TIME,0,2,caf\u00E9,2.500000,5,2"
                + "\r\n"));
  }

  @Test
  public void csvFieldsAreQuotedWhereTheyMustBe() {
    assertThat(csvField("a,b"), equalTo("\"a,b\""));
    assertThat(csvField("say \"hi\""), equalTo("\"say \"\"hi\"\"\""));
    assertThat(csvField("two\nlines"), equalTo("\"two\nlines\""));
    assertThat(csvField("two\rlines"), equalTo("\"two\rlines\""));
    assertThat(csvField(" blank "), equalTo(" blank "));
    assertThat(csvField("a;b\tc'd"), equalTo("a;b\tc'd"));
  }

  @Test
  public void csvIsRawDataUnlessFormulasAreToBeEscaped() {
    CsvSink.Format escaping = new CsvSink.Format(true);
    for (String formula :
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"x\",\"y\")")) {
      String quoted = "'" + formula.replace("\"", "\"\"");
      boolean quotes = formula.contains("\r") || formula.contains(",");

      assertThat(
          escaping.format(Boards.of(Timing.ON_TIME, 0, row(formula, 1))),
          containsString(",1," + (quotes ? '"' + quoted + '"' : quoted) + ",1,1,1"));
      assertThat(csv(Boards.of(Timing.ON_TIME, 0, row(formula, 1))), not(containsString("'")));
    }
    Leaderboard ordinary =
        Boards.of(Timing.ON_TIME, 0, row("joy", 1), row("'tis", 1), row("a=b", 1), row("", 1));
    assertThat(escaping.format(ordinary), equalTo(csv(ordinary)));
  }

  @Test
  public void csvScoresAreNeverInScientificNotation() {
    String line = csv(Boards.of(Timing.LATE, 12, row("a", "1E+9", 1_000_000_000, 3)));

    assertThat(
        line,
        equalTo(
            HEADER
                + "2020-01-01T10:00:00Z,2020-01-01T11:00:00Z,LATE,12,1,a,1000000000,1000000000,3"
                + "\r\n"));
  }

  @Test
  public void aJsonlFileHasAnObjectARowWithTheColumnsInOrder() throws IOException {
    String file =
        new JsonlSink.Format()
            .format(
                Boards.of(
                    Timing.EARLY, 2, row("joy", 7), row("a\"b\n\u2028\uD83D\uDE00", "0.5", 1, 2)));

    List<String> lines = List.of(file.split("\n", -1));
    assertThat(
        lines.get(0),
        equalTo(
            "{\"window_start\":\"2020-01-01T10:00:00Z\",\"window_end\":\"2020-01-01T11:00:00Z\","
                + "\"timing\":\"EARLY\",\"pane\":2,\"rank\":1,\"hashtag\":\"joy\",\"score\":7,"
                + "\"smiles\":7,\"statuses\":1}"));
    assertThat("two rows, each ended", lines.size(), equalTo(3));
    assertThat(lines.get(2), equalTo(""));
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertThat(second.get("hashtag").textValue(), equalTo("a\"b\n\u2028\uD83D\uDE00"));
    List<String> names = new ArrayList<>();
    second.fieldNames().forEachRemaining(names::add);
    assertThat(
        names,
        contains(
            "window_start",
            "window_end",
            "timing",
            "pane",
            "rank",
            "hashtag",
            "score",
            "smiles",
            "statuses"));
  }

  @Test
  public void jsonScoresKeepTheirDecimalsAndAreNeverInScientificNotation() {
    String file =
        new JsonlSink.Format()
            .format(
                Boards.of(Timing.ON_TIME, 0, row("a", "2.500000", 5, 2), row("b", "1E+9", 1, 1)));

    assertThat(file.contains("\"score\":2.500000,"), equalTo(true));
    assertThat(file.contains("\"score\":1000000000,"), equalTo(true));
  }

  @Test
  public void timesAreToTheSecondWhenWhole() {
    assertThat(
        Times.iso(Instant.parse("2020-01-01T00:00:00.000Z")), equalTo("2020-01-01T00:00:00Z"));
    assertThat(
        Times.iso(Instant.parse("2020-01-01T00:00:00.250Z")), equalTo("2020-01-01T00:00:00.250Z"));
    assertThat(Times.iso(Instant.ofEpochMilli(-1000)), equalTo("1969-12-31T23:59:59Z"));
  }

  private static String csv(Leaderboard leaderboard) {
    return new CsvSink.Format(false).format(leaderboard);
  }

  private static String csvField(String hashtag) {
    String file = csv(Boards.of(Timing.ON_TIME, 0, row(hashtag, 1)));
    return file.substring(
        file.indexOf(",1,") + ",1,".length(), file.length() - ",1,1,1\r\n".length());
  }
}
