package io.github.happiesthashtags.runners.conformance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import org.junit.Test;

/**
 * The conformance suite for an engine in the job's own process, with tests of signals and exit
 * codes.
 */
public abstract class EmbeddedConformance extends RunnerConformance {

  @Test
  public void aMissingTokenFileIsABadOption() throws Exception {
    JobProcess.Outcome run =
        JobProcess.run(directory(), "--source=x", "--bearerTokenFile=no-such-token");

    assertThat(run.err(), run.exitCode(), is(2));
    assertThat(run.err(), run.messages(), hasSize(1));
    assertThat(run.err(), containsString("there is no file no-such-token"));
    assertThat(run.out(), is(""));
  }

  /** The signal comes while tweets are in flight. */
  @Test
  public void sigintEndsAnEndlessDemoWithWholeFilesAndCodeZero() throws Exception {
    Path out = directory().resolve("out");
    try (JobProcess job =
        JobProcess.start(
            directory(),
            "--output=console,csv",
            "--outputDir=out",
            "--demoRate=300",
            "--window=4s",
            "--every=2s",
            "--early=1s",
            "--maxOutOfOrder=1s",
            "--language=all",
            "--smiles=ALL")) {
      job.awaitOut(", pane ");
      await("for files").atMost(JobProcess.PATIENCE).until(() -> !OutputFiles.read(out).isEmpty());
      job.signal("INT");
      JobProcess.Outcome end = job.outcome();

      end.assertEndedBySignal();
      assertThat(end.summary(), hasKey("statuses"));
      assertThat(OutputFiles.broken(out), is(empty()));
    }
  }
}
