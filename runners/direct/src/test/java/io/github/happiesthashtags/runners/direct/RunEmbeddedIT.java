package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** run-embedded.sh runs the packaged job. */
public final class RunEmbeddedIT {
  private static final String FROM_ARCHIVE =
      "HappiestHashtagsJob source: shared objects file (top)";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @Before
  public void setUp() {
    directory = folder.getRoot().toPath();
  }

  private JobProcess start(String javaOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add(Path.of("..", "run-embedded.sh").toAbsolutePath().normalize().toString());
    command.addAll(List.of(arguments));
    String flags = String.join(" ", JobProcess.QUICK) + ' ' + javaOptions;
    Map<String, String> environment =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", flags);
    return JobProcess.startProgram(directory, environment, command);
  }

  private JobProcess.Outcome run(String javaOptions, String... arguments) throws IOException {
    try (JobProcess script = start(javaOptions, arguments)) {
      return script.outcome();
    }
  }

  private JobProcess.Outcome rank(String javaOptions, String output) throws IOException {
    return run(
        javaOptions,
        "direct",
        "--job=event-time",
        "--source=file",
        "--input=tweets.jsonl",
        "--smiles=ALL",
        "--outputDir=" + output);
  }

  @Test
  public void usesTheArchiveOfClassesAndGivesTheSameResultsWithoutIt() throws Exception {
    Recording.v2(500, Duration.ofHours(2)).write(directory.resolve("tweets.jsonl"));
    Path noArchive = Files.writeString(directory.resolve("no-archive.jsa"), "not an archive");

    JobProcess.Outcome with = rank("-Xlog:class+load\n-Dmine=1", "with");
    JobProcess.Outcome without = rank("-Xshare:off", "without");
    JobProcess.Outcome unfit =
        rank("-Xlog:class+load\n-XX:SharedArchiveFile=" + noArchive, "unfit");

    assertThat(with.err(), with.exitCode(), is(0));
    assertThat(with.err(), startsWith("Summary"));
    assertThat(with.out(), containsString(FROM_ARCHIVE));
    assertThat(without.err(), without.exitCode(), is(0));
    assertThat(unfit.err(), unfit.exitCode(), is(0));
    assertThat(unfit.out(), not(containsString(FROM_ARCHIVE)));
    Map<String, String> expected = OutputFiles.read(directory.resolve("with"));
    assertThat(expected, is(not(anEmptyMap())));
    assertThat(OutputFiles.read(directory.resolve("without")), is(expected));
    assertThat(OutputFiles.read(directory.resolve("unfit")), is(expected));
  }

  @Test
  public void handsOptionsAndTheExitCodeOn() throws Exception {
    JobProcess.Outcome help = run("", "direct", "--help");
    JobProcess.Outcome bad = run("", "direct", "--topN=0");

    assertThat(help.err(), help.exitCode(), is(0));
    assertThat(help.err(), is(""));
    assertThat(help.out(), containsString("--topN="));
    assertThat(bad.exitCode(), is(2));
    assertThat(bad.err(), startsWith("happiest-hashtags: --topN"));
  }

  @Test
  public void namesTheRunnersWhenNoneOrAnUnknownOneIsGiven() throws Exception {
    JobProcess.Outcome none = run("");
    JobProcess.Outcome unknown = run("", "dataflow", "--job=sliding");

    assertThat(none.exitCode(), is(2));
    assertThat(none.err(), containsString("runner is missing: give one of direct flink spark"));
    assertThat(unknown.exitCode(), is(2));
    assertThat(
        unknown.err(), containsString("unknown runner dataflow: give one of direct flink spark"));
  }
}
