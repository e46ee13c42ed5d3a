package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.ClosedPipeException;
import io.github.happiesthashtags.output.JdbcSink;
import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.output.UnwritableException;
import io.github.happiesthashtags.tail.Follower;
import io.github.happiesthashtags.tail.PaneFiles;
import io.github.happiesthashtags.tail.PaneTables;
import io.github.happiesthashtags.tail.StoredPanes;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program that shows the leaderboards that a job elsewhere has stored, as they change. */
final class Tail {
  private static final String NAME = "tail: ";

  /** A person looks at it: more often would only cost. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** The most of a store's message that is shown. */
  private static final int MAX_MESSAGE = 500;

  private static final List<String> NAMES =
      List.of("outputDir", "jdbcUrl", "jdbcUser", "jdbcPasswordFile", "board", "beside", "once");

  private static final List<String> HELP =
      List.of(
          "Shows the leaderboards that a job has stored, as the job's own console output does, and",
          "each new one as it comes. Ctrl-C ends it.",
          "",
          "  --outputDir=DIR          the job's output directory, of CSV or JSON lines",
          "  --jdbcUrl=URL            the job's database, instead of a directory",
          "  --jdbcUser=NAME          its user, who needs SELECT only",
          "  --jdbcPasswordFile=PATH  a file with the user's password",
          "  --board=NAME             the board in the database (default: the only one)",
          "  --beside=PATH            a file or pipe: shows its lines above the table, and ends after it",
          "  --once                   shows the present state and ends");

  private final Screen screen;

  Tail(Screen screen) {
    this.screen = screen;
  }

  /** Runs until it is interrupted, and returns the exit code. */
  int run(String[] args) {
    if (List.of(args).contains("--help")) {
      try {
        screen.answer(HELP);
        return ExitCode.OK;
      } catch (IOException e) {
        return failed(e);
      }
    }
    try {
      Map<String, String> options = parse(args);
      try (StoredPanes panes = open(options)) {
        return options.containsKey("once") ? once(panes) : follow(panes, options.get("beside"));
      }
    } catch (BadOptionException | PaneTables.SeveralBoardsException e) {
      tell(String.valueOf(e.getMessage()));
      return ExitCode.BAD_OPTION;
    } catch (IOException e) {
      return failed(e);
    }
  }

  private static Map<String, String> parse(String[] args) {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) {
      String[] parts = (arg.equals("--once") ? "--once=true" : arg).split("=", 2);
      String name = parts[0].replaceFirst("^--", "");
      if (!parts[0].startsWith("--") || !NAMES.contains(name)) {
        throw new BadOptionException(
            "unknown option "
                + Printable.line(parts[0], MAX_MESSAGE)
                + "; use one of --"
                + String.join(", --", NAMES));
      }
      if (parts.length < 2 || parts[1].isBlank()) {
        throw new BadOptionException("--" + name + ": no value; use --" + name + "=VALUE");
      }
      if (given.put(name, parts[1]) != null) {
        throw new BadOptionException("--" + name + " is given more than once; give it once");
      }
    }
    String once = given.get("once");
    if (once != null && !once.equals("true")) {
      throw BadOptionException.of("once", once, "takes no value; use --once");
    }
    return given;
  }

  private StoredPanes open(Map<String, String> options) {
    String directory = options.get("outputDir");
    String url = options.get("jdbcUrl");
    if ((directory == null) == (url == null)) {
      throw new BadOptionException(
          "give the job's --outputDir or its --jdbcUrl" + (url == null ? "" : ", not both"));
    }
    if (url == null) {
      for (String name : NAMES) {
        if (!List.of("outputDir", "beside", "once").contains(name) && options.containsKey(name)) {
          throw new BadOptionException("--" + name + ": only with --jdbcUrl");
        }
      }
      return files(directory);
    }
    String passwordFile = options.get("jdbcPasswordFile");
    try {
      return new PaneTables(
          JdbcSink.reading(url, options.get("jdbcUser"), passwordFile), options.get("board"));
    } catch (CredentialsException | InvalidPathException e) {
      throw new BadOptionException("--jdbcPasswordFile=" + passwordFile + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BadOptionException(String.valueOf(e.getMessage()));
    }
  }

  private StoredPanes files(@Nullable String value) {
    String directory = String.valueOf(value);
    if (directory.equals("-") || OptionPaths.remoteScheme(directory).isPresent()) {
      throw BadOptionException.of(
          "outputDir", directory, "not a directory of this machine; give a local or mounted one");
    }
    try {
      Path path = Path.of(OptionPaths.withoutLocalScheme(directory));
      if (Files.exists(path) && !(Files.isDirectory(path) && Files.isReadable(path))) {
        throw BadOptionException.of(
            "outputDir", directory, "not a directory that can be read; give another");
      }
      if (!Files.exists(path)) {
        tell("there is no directory " + Printable.line(directory, MAX_MESSAGE) + " yet");
      }
      return new PaneFiles(path);
    } catch (InvalidPathException e) {
      throw BadOptionException.of("outputDir", directory, "not a path; use a directory");
    }
  }

  private int once(StoredPanes panes) throws IOException {
    if (!new Follower(panes, screen).show()) {
      tell("there is no leaderboard yet" + butOthers(panes));
    }
    return ExitCode.OK;
  }

  /** Names the other boards, so that a misspelt name does not look like an idle job. */
  private static String butOthers(StoredPanes panes) throws IOException {
    List<String> others = panes.otherBoards();
    return others.isEmpty() ? "" : "; the database has other boards: " + String.join(", ", others);
  }

  /**
   * Shows panes as they come. With lines beside the tables, returns after a last look when the
   * lines have ended. Without, ends only by an exception or with the process.
   */
  private int follow(StoredPanes panes, @Nullable String beside) throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    if (beside != null) {
      BufferedReader lines = open(beside);
      Thread reader = new Thread(() -> showBeside(lines, ended), "tail-beside");
      reader.setDaemon(true);
      reader.start();
    }
    // A signal is how this program ends, so it is a success.
    Thread quietEnd = new Thread(() -> Runtime.getRuntime().halt(ExitCode.OK), "tail-end");
    Runtime.getRuntime().addShutdownHook(quietEnd);
    try {
      Follower follower = new Follower(panes, screen);
      boolean waiting = false;
      boolean any = false;
      boolean away = false;
      boolean last = false;
      while (true) {
        try {
          any |= follower.show();
          if (!any && !waiting) {
            tell("waiting for the first leaderboard" + butOthers(panes));
            waiting = true;
          }
          away = false;
        } catch (ClosedPipeException | UnwritableException | CredentialsException e) {
          throw e;
        } catch (IOException e) {
          if (!away) {
            tell("trying again: " + e.getMessage());
            away = true;
          }
        }
        if (last) {
          return ExitCode.OK;
        }
        last = ended.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    } finally {
      Runtime.getRuntime().removeShutdownHook(quietEnd);
    }
  }

  private static BufferedReader open(String beside) {
    try {
      // Not Files.newBufferedReader, which fails on bytes that are not UTF-8.
      return new BufferedReader(
          new InputStreamReader(Files.newInputStream(Path.of(beside)), StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      throw BadOptionException.of("beside", beside, "cannot be read; use a file or a pipe");
    }
  }

  private void showBeside(BufferedReader lines, CountDownLatch ended) {
    try (lines) {
      lines.lines().forEach(screen::printAbove);
    } catch (IOException | UncheckedIOException e) {
      screen.printAbove(NAME + "--beside: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  private int failed(IOException e) {
    if (e instanceof ClosedPipeException) {
      return ExitCode.CLOSED_PIPE;
    }
    tell(Printable.line(e.getMessage(), MAX_MESSAGE));
    return e instanceof CredentialsException ? ExitCode.CREDENTIALS : ExitCode.FAILED;
  }

  private void tell(String message) {
    screen.print(List.of(NAME + message));
  }
}
