package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of this process. Finished tables scroll up; below them, the table of the window that
 * ends next and lines of progress are redrawn. If standard output is not a terminal, everything is
 * plain lines.
 *
 * <p>There is one static instance, because a runner serialises sinks: only through it can the sink
 * and the main program share a screen.
 */
public final class Screen {
  private static final Screen PROCESS =
      new Screen(utf8(System.out), utf8(System.err), isTerminal(), Screen::whyOutFails);

  /** The mask of a file's kind in its Unix mode, and two kinds. Source: inode(7). */
  private static final int MODE_KIND = 0170000;

  private static final int MODE_PIPE = 0010000;
  private static final int MODE_SOCKET = 0140000;

  private final PrintStream out;
  private final PrintStream err;
  private boolean redraws;
  private final Supplier<IOException> whyOutFails;

  private @Nullable Leaderboard open;
  private List<String> progress = List.of();
  private int drawn;
  private boolean begun;

  Screen(PrintStream out, PrintStream err, boolean redraws, Supplier<IOException> whyOutFails) {
    this.out = out;
    this.err = err;
    this.redraws = redraws;
    this.whyOutFails = whyOutFails;
  }

  /**
   * Returns the stream in UTF-8, because hashtags are in every script and an unset locale must not
   * turn them into {@code ?}.
   */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Returns this process's terminal. */
  public static Screen process() {
    return PROCESS;
  }

  @SuppressWarnings("SystemConsoleNull") // From Java 22 on, isTerminal is called as well.
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      // Before Java 22 there is a console only on a terminal.
      return true;
    }
  }

  /** Returns the reason why standard output failed, which a {@link PrintStream} does not tell. */
  @SuppressWarnings("StreamResourceLeak") // Standard output is not ours to close.
  private static IOException whyOutFails() {
    try {
      int mode = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & MODE_KIND;
      if (mode == MODE_PIPE || mode == MODE_SOCKET) {
        // A write to a pipe fails for only one reason; the system's message depends on the user's
        // language.
        return new ClosedPipeException();
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The system has no such files or modes, so only its message remains.
    }
    try {
      // The output is lost anyway: write one more byte to get the system's message.
      new FileOutputStream(FileDescriptor.out).write('\n');
      return new UnwritableException("standard output", null);
    } catch (IOException e) {
      return new UnwritableException("standard output", e);
    }
  }

  /** Returns whether this is a terminal, which can be redrawn, rather than a file or pipe. */
  public synchronized boolean redraws() {
    return redraws;
  }

  /**
   * Shows a pane.
   *
   * @throws ClosedPipeException if the reader of standard output has closed the pipe
   * @throws UnwritableException if standard output cannot be written
   */
  public synchronized void show(Leaderboard leaderboard) throws IOException {
    boolean early = leaderboard.timing() == Leaderboard.Timing.EARLY;
    if (early && redraws) {
      if (isNearer(leaderboard)) {
        open = leaderboard;
        redraw();
        check();
      }
      return;
    }
    if (!early && open != null && !open.getWindowEnd().isAfter(leaderboard.getWindowEnd())) {
      open = null;
    }
    clear();
    print(leaderboard);
    draw();
    check();
  }

  /** Leaves standard output to {@link #write}: everything else is plain lines beside it. */
  public synchronized void reserve() {
    redraws = false;
  }

  /**
   * Writes lines to standard output for another program to read.
   *
   * @param header written once, before the first lines
   * @param lines whole lines, which are written together
   * @throws IOException as {@link #show} does
   */
  synchronized void write(String header, String lines) throws IOException {
    out.print(begun ? lines : header + lines);
    out.flush();
    begun = true;
    check();
  }

  /** Prints lines that the user asked for, such as help; throws as {@link #show} does. */
  public synchronized void answer(List<String> lines) throws IOException {
    lines.forEach(out::println);
    check();
  }

  private void check() throws IOException {
    if (out.checkError()) {
      throw whyOutFails.get();
    }
  }

  /**
   * Returns whether the window ends no later than the shown one: the first to end is the fullest.
   */
  private boolean isNearer(Leaderboard leaderboard) {
    Leaderboard shown = open;
    if (shown == null) {
      return true;
    }
    Instant end = leaderboard.getWindowEnd();
    return !end.isAfter(shown.getWindowEnd());
  }

  /** Shows lines of progress in their place on a terminal; does nothing otherwise. */
  public synchronized void progress(String text) {
    // A line that wraps takes two rows, and the next redraw would leave one of them behind.
    progress =
        text.lines()
            .map(line -> line.length() <= Table.WIDTH ? line : line.substring(0, Table.WIDTH))
            .toList();
    if (redraws) {
      redraw();
    }
  }

  /** Prints a line for good, above what is redrawn. */
  public synchronized void printAbove(String line) {
    clear();
    out.flush();
    // Stack traces have tabs.
    err.println(Printable.escaped(line.replace("\t", "    ")));
    err.flush();
    draw();
  }

  /** Prints lines for good, such as a summary, beside the tables rather than among them. */
  public synchronized void print(List<String> lines) {
    clear();
    progress = List.of();
    open = null;
    out.flush();
    // A line may quote untrusted text, on which a terminal must not act.
    lines.forEach(line -> err.println(Printable.escaped(line)));
    err.flush();
  }

  private void redraw() {
    clear();
    draw();
  }

  private void clear() {
    if (drawn > 0) {
      out.print("\033[" + drawn + "A\r\033[J");
      drawn = 0;
    }
  }

  private void draw() {
    if (!redraws) {
      return;
    }
    Leaderboard shown = open;
    if (shown != null) {
      drawn += print(shown);
    }
    progress.forEach(out::println);
    drawn += progress.size();
    out.flush();
  }

  private int print(Leaderboard leaderboard) {
    List<String> lines = Table.lines(leaderboard);
    lines.forEach(out::println);
    out.println();
    out.flush();
    return lines.size() + 1;
  }
}
