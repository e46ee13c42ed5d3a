package io.github.happiesthashtags.runners.direct;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.testsupport.Thorough;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** The demo ends by itself with a tweet limit, and by signals. */
public final class DemoIT {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @Before
  public void setUp() {
    directory = folder.getRoot().toPath();
  }

  @Test
  public void endsAfterAsManyTweetsAsAskedForWithTables() throws Exception {
    JobProcess.Outcome run = JobProcess.run(directory, "--demoTweets=500", "--demoRate=500");

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.out(), containsString("on time, pane 0"));
    assertThat(run.out(), matchesPattern("(?s).*   1  #\\S+ .*█.* status.*"));
    assertThat(run.summary().get("statuses"), is(500L));
    assertThat(OutputFiles.read(directory), is(anEmptyMap()));
  }

  /** On other runners, the conformance suite sends it. */
  @Test
  @Category(Thorough.class)
  public void sigintEndsAnEndlessDemoWithWholeFilesAndCodeZero() throws Exception {
    endsWell("INT");
  }

  @Test
  public void sigtermEndsAnEndlessDemoWithWholeFilesAndCodeZero() throws Exception {
    endsWell("TERM");
  }

  private void endsWell(String signal) throws Exception {
    Path out = directory.resolve("out");
    try (JobProcess job =
        JobProcess.start(
            directory,
            "--output=console,csv,jsonl",
            "--outputDir=out",
            "--writeEarly=true",
            "--demoRate=300",
            "--window=4s",
            "--every=1s",
            "--early=1s",
            "--maxOutOfOrder=1s",
            "--language=all",
            "--smiles=ALL")) {
      job.awaitOut(", pane ");
      await("for files").atMost(JobProcess.PATIENCE).until(() -> !OutputFiles.read(out).isEmpty());
      job.signal(signal);
      JobProcess.Outcome end = job.outcome();

      end.assertEndedBySignal();
      assertThat(OutputFiles.broken(out), is(empty()));
    }
  }
}
