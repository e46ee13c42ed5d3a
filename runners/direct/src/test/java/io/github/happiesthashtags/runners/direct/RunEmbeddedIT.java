package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertTrue;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.Recording;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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

/** run-embedded.sh, with the packaged job. */
public final class RunEmbeddedIT {
  private static final String WRITING = "run-embedded.sh: writing ";

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
    Map<String, String> environment =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", javaOptions);
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

  /** Of recordings; there is one for each JVM that ran here. */
  private static List<Path> archives() throws IOException {
    List<Path> archives = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(Path.of("target"), "recordings-*.jsa")) {
      found.forEach(archives::add);
    }
    return archives;
  }

  private static void deleteArchives() throws IOException {
    for (Path archive : archives()) {
      Files.delete(archive);
    }
  }

  /** One test, because an archive takes long to write. */
  @Test
  public void writesAnArchiveOnceAndRunsAsTheJobDoesWithItOrWithoutOne() throws Exception {
    Recording.v2(500, Duration.ofHours(2)).write(directory.resolve("tweets.jsonl"));
    deleteArchives();

    JobProcess.Outcome first = rank("", "first");
    JobProcess.Outcome second = rank("-Xlog:class+load\n-Dmine=1", "second");
    JobProcess.Outcome bad = run("", "direct", "--source=file", "--input=tweets.jsonl", "--topN=0");

    assertThat(first.err(), first.exitCode(), is(0));
    assertThat(first.err(), startsWith(WRITING));
    assertThat(second.err(), second.exitCode(), is(0));
    assertThat(second.err(), not(containsString(WRITING)));
    assertThat(
        second.out(), containsString("HappiestHashtagsJob source: shared objects file (top)"));
    assertThat(OutputFiles.read(directory.resolve("first")), is(not(anEmptyMap())));
    assertThat(
        OutputFiles.read(directory.resolve("second")),
        is(OutputFiles.read(directory.resolve("first"))));

    assertThat(bad.exitCode(), is(2));
    assertThat(bad.err(), startsWith("happiest-hashtags: --topN"));

    for (Path archive : archives()) {
      Files.delete(archive);
      Files.createFile(archive);
    }
    try {
      JobProcess.Outcome third = rank("-Xlog:class+load", "third");

      assertThat(third.err(), third.exitCode(), is(0));
      assertThat(third.err(), startsWith("Summary"));
      // The JDK's own archive is used all the same.
      assertThat(third.out(), containsString("java.lang.Object source: shared objects file"));
    } finally {
      deleteArchives();
    }
  }

  @Test
  public void aSignalEndsItWhileItWritesAnArchiveAndNothingIsLeftOfThat() throws Exception {
    deleteArchives();
    try (JobProcess script =
        start("", "direct", "--job=event-time", "--source=file", "--input=none.jsonl")) {
      script.awaitErr(WRITING);

      script.signal("TERM");

      JobProcess.Outcome outcome = script.outcome();
      assertThat(outcome.err(), outcome.exitCode(), is(0));
      // Were the signal heeded only then, the job would have told that there is no such input.
      assertThat(outcome.err(), not(containsString("none.jsonl")));
    }
    assertThat(archives(), is(empty()));
    try (DirectoryStream<Path> scratch = Files.newDirectoryStream(Path.of("target"), "archive.*")) {
      assertThat(scratch, is(emptyIterable()));
    }
  }

  /** The writing JVM is killed, not waited for: here it would never end by itself. */
  @Test
  public void aSignalDoesNotWaitForTheArchive() throws Exception {
    deleteArchives();
    Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case "$*" in
          *-version) echo 'openjdk version "17.0.1"' >&2 ;;
          *) exec sleep 1000000 ;;
        esac
        """);
    assertTrue(java.toFile().setExecutable(true));
    List<String> command =
        List.of(
            "bash",
            Path.of("..", "run-embedded.sh").toAbsolutePath().normalize().toString(),
            "direct");
    try (JobProcess script =
        JobProcess.startProgram(
            directory, Map.of("JAVA_HOME", directory.resolve("jdk").toString()), command)) {
      script.awaitErr(WRITING);

      script.signal("TERM");

      JobProcess.Outcome outcome = script.outcome();
      assertThat(outcome.err(), outcome.exitCode(), is(0));
    }
  }

  @Test
  public void helpIsToldAtOnce() throws Exception {
    deleteArchives();

    JobProcess.Outcome help = run("", "direct", "--help");

    assertThat(help.err(), help.exitCode(), is(0));
    assertThat(help.err(), is(""));
    assertThat(help.out(), containsString("--topN="));
  }

  @Test
  public void aRunnerThatIsNoneIsAnsweredWithThoseThereAre() throws Exception {
    JobProcess.Outcome none = run("");
    JobProcess.Outcome unknown = run("", "dataflow", "--job=sliding");

    assertThat(none.exitCode(), is(2));
    assertThat(none.err(), containsString("the runner is missing: it takes one of direct flink"));
    assertThat(unknown.exitCode(), is(2));
    assertThat(unknown.err(), containsString("dataflow: it takes one of direct flink spark"));
  }
}
