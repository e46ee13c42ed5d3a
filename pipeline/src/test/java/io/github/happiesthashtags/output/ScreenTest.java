package io.github.happiesthashtags.output;

import static io.github.happiesthashtags.testing.Boards.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.Leaderboard.Timing;
import io.github.happiesthashtags.rank.LeaderboardRow;
import io.github.happiesthashtags.testing.Boards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The visible content of the terminal after everything was printed. */
public class ScreenTest {
  private static final Pattern CLEAR = Pattern.compile("\033\\[(\\d+)A\r\033\\[J");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Screen terminal = screen(true);
  private final Screen pipe = screen(false);

  @Test
  public void aPipeGetsEveryPaneAndNoEscapeSequence() throws IOException {
    pipe.show(board("10:00", Timing.EARLY, 0, "a"));
    pipe.show(board("10:00", Timing.EARLY, 1, "b"));
    pipe.progress("half way");
    pipe.show(board("10:00", Timing.ON_TIME, 0, "c"));

    assertThat(
        shown(),
        contains(
            "10:00 early, pane 0",
            "#a",
            "",
            "10:00 early, pane 1",
            "#b",
            "",
            "10:00 on time, pane 0",
            "#c",
            ""));
    assertThat(text(out).contains("\033"), equalTo(false));
  }

  @Test
  public void whatCannotBeWrittenIsAnError() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (boolean redraws : new boolean[] {true, false}) {
      Screen screen =
          new Screen(new PrintStream(full), stream(err), redraws, ClosedPipeException::new);
      for (Timing timing : List.of(Timing.EARLY, Timing.ON_TIME)) {
        assertThrows(ClosedPipeException.class, () -> screen.show(board("10:00", timing, 0, "a")));
      }
      assertThrows(ClosedPipeException.class, () -> screen.answer(List.of("help")));
    }
  }

  @Test
  public void nothingThatIsToldDrivesTheTerminal() throws IOException {
    terminal.print(List.of("the server said \u009B2J\033[2J\u202E", "and\rmore"));

    assertThat(text(err), equalTo("the server said \\u009B2J\\u001B[2J\\u202E\nand\\u000Dmore\n"));
  }

  @Test
  public void aTerminalDrawsAnEarlyPaneInThePlaceOfTheOneBefore() throws IOException {
    terminal.show(board("10:00", Timing.EARLY, 0, "a", "b"));
    terminal.show(board("10:00", Timing.EARLY, 1, "c"));

    assertThat(shown(), contains("10:00 early, pane 1", "#c", ""));
  }

  @Test
  public void aFinishedPaneStaysAboveAndTakesTheEarlyOneAway() throws IOException {
    terminal.show(board("10:00", Timing.EARLY, 0, "a"));
    terminal.show(board("10:00", Timing.ON_TIME, 0, "a"));
    terminal.show(board("10:05", Timing.EARLY, 0, "b"));
    terminal.show(board("10:05", Timing.EARLY, 1, "c"));

    assertThat(
        shown(), contains("10:00 on time, pane 0", "#a", "", "10:05 early, pane 1", "#c", ""));
  }

  @Test
  public void ofOpenWindowsTheOneThatEndsFirstIsShown() throws IOException {
    terminal.show(board("10:05", Timing.EARLY, 0, "later"));
    terminal.show(board("10:00", Timing.EARLY, 0, "first"));
    terminal.show(board("10:05", Timing.EARLY, 1, "later"));

    assertThat(shown(), contains("10:00 early, pane 0", "#first", ""));
  }

  @Test
  public void anotherWindowsEndLeavesTheOpenOneDrawn() throws IOException {
    terminal.show(board("10:05", Timing.EARLY, 0, "open"));
    terminal.show(board("10:00", Timing.ON_TIME, 0, "done"));

    assertThat(
        shown(),
        contains("10:00 on time, pane 0", "#done", "", "10:05 early, pane 0", "#open", ""));
  }

  @Test
  public void progressIsTheLastLineOfATerminal() throws IOException {
    terminal.progress("one");
    terminal.show(board("10:00", Timing.EARLY, 0, "a"));
    terminal.progress("two");
    terminal.show(board("09:00", Timing.LATE, 1, "b"));

    assertThat(
        shown(), contains("09:00 late, pane 1", "#b", "", "10:00 early, pane 0", "#a", "", "two"));
  }

  @Test
  public void aLineOfProgressNeverWraps() throws IOException {
    terminal.progress("x".repeat(81));

    assertThat(shown(), contains("x".repeat(80)));
  }

  @Test
  public void severalLinesOfProgressAreDrawnInTheirPlace() throws IOException {
    terminal.progress("one\n" + "x".repeat(81));
    terminal.progress("two\nthree");

    assertThat(shown(), contains("two", "three"));
  }

  @Test
  public void whatIsPrintedGoesBesideTheTablesAndClearsWhatWasDrawn() throws IOException {
    terminal.show(board("10:00", Timing.ON_TIME, 0, "a"));
    terminal.show(board("10:05", Timing.EARLY, 0, "b"));
    terminal.progress("half way");
    terminal.print(List.of("Summary", "  all well"));

    assertThat(shown(), contains("10:00 on time, pane 0", "#a", ""));
    assertThat(text(err).lines().toList(), contains("Summary", "  all well"));
  }

  @Test
  public void aLineAboveLeavesTheOpenTableDrawn() throws IOException {
    terminal.show(board("10:05", Timing.EARLY, 0, "a"));
    terminal.printAbove("a warning\033[2J");
    terminal.show(board("10:05", Timing.EARLY, 1, "b"));

    assertThat(shown(), contains("10:05 early, pane 1", "#b", ""));
    assertThat(text(err), equalTo("a warning\\u001B[2J\n"));
    pipe.printAbove("\tanother");
    assertThat(text(err).lines().toList(), contains("a warning\\u001B[2J", "    another"));
  }

  @Test
  public void nothingIsShownBeforeAnythingComes() throws IOException {
    assertThat(shown(), empty());
  }

  private static Leaderboard board(String start, Timing timing, long pane, String... hashtags) {
    String end = start.replace(":0", ":1");
    List<LeaderboardRow> rows = new ArrayList<>();
    for (String hashtag : hashtags) {
      rows.add(row(hashtag, 1));
    }
    return Boards.of(start, end, timing, pane, rows.toArray(new LeaderboardRow[0]));
  }

  /** Returns the visible lines: an escape sequence moves up some lines and clears from there. */
  private List<String> shown() {
    List<String> lines = new ArrayList<>();
    String rest = text(out);
    while (!rest.isEmpty()) {
      Matcher clear = CLEAR.matcher(rest);
      if (clear.lookingAt()) {
        int up = Integer.parseInt(clear.group(1));
        lines.subList(lines.size() - up, lines.size()).clear();
        rest = rest.substring(clear.end());
      } else {
        int end = rest.indexOf('\n');
        lines.add(shortened(rest.substring(0, end)));
        rest = rest.substring(end + 1);
      }
    }
    return lines;
  }

  /** Returns a table's line without its date, rank and numbers. */
  private static String shortened(String line) {
    return line.replaceFirst("2020-01-01T(..:..):00Z to \\S+ ", "$1")
        .replaceFirst("^ +\\d+  (#\\w+).*", "$1");
  }

  private Screen screen(boolean redraws) {
    return new Screen(stream(out), stream(err), redraws, ClosedPipeException::new);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8) {
      @Override
      public void println(String line) {
        print(line + '\n');
      }

      @Override
      public void println() {
        print('\n');
      }
    };
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
