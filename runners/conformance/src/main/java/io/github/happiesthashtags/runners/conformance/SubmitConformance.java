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
    Files.writeString(
        output.resolve("2026-01-01T10-00-00Z_2026-01-01T11-00-00Z_on-time-0.csv"),
        """
        window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses
        2026-01-01T10:00:00Z,2026-01-01T11:00:00Z,ON_TIME,0,1,joy,3,3,2
        """);

    SubmitScript.Said said = runWithMaster("--tail", "sliding", "--output=csv", dir(output));

    assertThat(said.text(), said.exitCode(), is(0));
    assertThat(said.text(), containsString("told: "));
    assertThat(said.text(), containsString("--job=sliding --output=csv"));
    assertThat(said.text(), containsString("   1  #joy"));
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
