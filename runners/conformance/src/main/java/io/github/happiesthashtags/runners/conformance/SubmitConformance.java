package io.github.happiesthashtags.runners.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the submit script of every engine does. An engine's module extends the class. */
public abstract class SubmitConformance {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final String engine;
  private final String homeVariable;
  private final String command;
  private final String scheme;

  /** The script under test. */
  @SuppressWarnings("NullAway.Init") // Set before each test.
  protected SubmitScript script;

  /**
   * Creates the tests of an engine's script.
   *
   * @param homeVariable the environment variable that says where the engine is
   * @param command the engine's command
   * @param scheme what stands before a master's host; may be empty
   */
  protected SubmitConformance(String engine, String homeVariable, String command, String scheme) {
    this.engine = engine;
    this.homeVariable = homeVariable;
    this.command = command;
    this.scheme = scheme;
  }

  /** Installs a fake engine. */
  @Before
  public final void installEngine() throws IOException {
    script =
        new SubmitScript(
            "submit-" + engine + ".sh", homeVariable, folder.getRoot().toPath(), command);
  }

  @Test
  public void tellsTheEngineTheMasterTheJobAndItsOptions() throws Exception {
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + master.getLocalPort();

      SubmitScript.Said said =
          script.run("--master", scheme + address, "sliding", "--window=1h", "--topN=3");

      assertThat(said.text(), said.exitCode(), is(0));
      assertThat(said.text(), startsWith("told: "));
      assertThat(said.text(), containsString(scheme + address));
      assertThat(
          said.text().strip(),
          endsWith("happiest-hashtags-" + engine + ".jar --job=sliding --window=1h --topN=3"));
    }
  }

  @Test
  public void aJobThatIsNoneIsAnsweredWithThoseThereAre() throws Exception {
    SubmitScript.Said said = script.run("hourly");

    assertThat(said.exitCode(), is(2));
    assertThat(said.text(), containsString("unknown job hourly: give one of event-time sliding"));
  }

  @Test
  public void aMasterThatDoesNotAnswerIsNamed() throws Exception {
    String address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + free.getLocalPort();
    }

    SubmitScript.Said said = script.run("--master", scheme + address, "sliding");

    assertThat(said.exitCode(), is(2));
    assertThat(said.text(), containsString("--master=" + address + ": nothing answers there"));
  }

  @Test
  public void aJarThatIsMissingIsAnsweredWithHowToMakeIt() throws Exception {
    SubmitScript.Said said = script.run("--jar", "no-such.jar", "sliding");

    assertThat(said.exitCode(), is(2));
    assertThat(said.text(), containsString("there is no jar no-such.jar: run mvn package"));
  }

  @Test
  public void tailDrawsWhatTheJobStoresAndEndsWithTheSubmission() throws Exception {
    Path output = folder.newFolder("output").toPath();
    store(output, 10, "ON_TIME", "joy");

    SubmitScript.Said said = runWithMaster("--tail", "sliding", "--output=csv", dir(output));

    assertThat(said.text(), said.exitCode(), is(0));
    assertThat(said.text(), containsString("told: "));
    assertThat(said.text(), containsString("--job=sliding --output=csv"));
    assertThat(said.text(), containsString("   1  #joy"));
  }

  /** Two programs that each redraw a terminal would wipe out each other's lines. */
  @Test
  public void onATerminalTailRedrawsTheOpenWindowBelowWhatTheSubmissionSays() throws Exception {
    Assume.assumeTrue("script of util-linux", Files.exists(Path.of("/usr/bin/script")));
    Path output = folder.newFolder("output").toPath();
    Path go = folder.getRoot().toPath().resolve("go");
    store(output, 11, "EARLY", "sun");
    script.setEngine("until [ -f '" + go + "' ]; do sleep 0.1; done; echo the end; exit 7");

    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        JobProcess submission = script.startOnTerminal(tail(master, output))) {
      submission.awaitOut("#sun");
      Files.createFile(go);

      JobProcess.Outcome end = submission.outcome();
      assertThat(end.out(), end.exitCode(), is(7));
      // Three lines up, which the table and the line below it took.
      assertThat(end.out().replace("\r", ""), containsString("\033[3A\033[Jthe end\n"));
      assertThat(end.out().split("#sun", -1).length, is(3));
    }
  }

  @Test
  public void aSignalReachesTheSubmissionAndEndsTail() throws Exception {
    Path output = folder.newFolder("output").toPath();
    store(output, 10, "ON_TIME", "joy");
    script.setEngine("trap 'echo stopped; exit 5' INT TERM; while :; do sleep 0.1; done");

    for (String signal : List.of("TERM", "INT")) {
      try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          JobProcess submission = script.start(tail(master, output))) {
        submission.awaitOut("#joy");
        submission.signal(signal);

        JobProcess.Outcome end = submission.outcome();
        assertThat(end.err(), end.exitCode(), is(5));
        assertThat(end.err(), containsString("stopped"));
      }
    }
  }

  private List<String> tail(ServerSocket master, Path output) {
    return List.of(
        "--master",
        scheme + "127.0.0.1:" + master.getLocalPort(),
        "--tail",
        "sliding",
        "--output=csv",
        dir(output));
  }

  private static void store(Path output, int hour, String timing, String hashtag)
      throws IOException {
    String start = "2026-01-01T%d:00:00Z".formatted(hour);
    String end = "2026-01-01T%d:00:00Z".formatted(hour + 1);
    String window = (start + '_' + end).replace(':', '-');
    String name = timing.toLowerCase(Locale.ROOT).replace('_', '-');
    Files.writeString(
        output.resolve("%s_%s-0.csv".formatted(window, name)),
        """
        window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses
        %s,%s,%s,0,1,%s,3,3,2
        """
            .formatted(start, end, timing, hashtag));
  }

  @Test
  public void tailOfWhatItCannotReadIsRefusedBeforeTheSubmission() throws Exception {
    for (String[] job :
        new String[][] {
          {"--tail", "sliding"},
          {"--tail", "sliding", "--output=console,kafka"},
          {"--tail", "sliding", "--output=csv"},
          {"--tail", "sliding", "--output=csv", "--outputDir=s3://bucket/folder"}
        }) {
      SubmitScript.Said said = runWithMaster(job);

      assertThat(said.text(), said.exitCode(), is(2));
      assertThat(said.text(), containsString("--tail: it "));
      assertThat(said.text(), not(containsString("told: ")));
    }
  }

  private static String dir(Path output) {
    return "--outputDir=" + output;
  }

  /** Runs the script with the address of a port that something listens on. */
  private SubmitScript.Said runWithMaster(String... arguments) throws Exception {
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> all = new ArrayList<>();
      all.addAll(List.of("--master", scheme + "127.0.0.1:" + master.getLocalPort()));
      all.addAll(List.of(arguments));
      return script.run(all.toArray(new String[0]));
    }
  }
}
