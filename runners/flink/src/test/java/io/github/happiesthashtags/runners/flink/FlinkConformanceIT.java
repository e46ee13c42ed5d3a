package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.runners.conformance.EmbeddedConformance;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** The packaged jar with an embedded engine. */
public final class FlinkConformanceIT extends EmbeddedConformance {
  @Override
  protected String runner() {
    return "Flink embedded";
  }

  /** Returns two partitions, which two tasks read. */
  @Override
  protected List<String> partitions() {
    return List.of("--xStream=sample10", "--parallelism=2");
  }

  /** State is on disk, for which Beam needs a directory of the job's own. */
  @Test
  public void aStreamThatEndsLeavesNothingInTheTemporaryDirectory() throws Exception {
    Path temporary = folder.newFolder("temporary").toPath();
    JobProcess.Outcome run;
    try (JobProcess job = startStream(temporary, "--demoTweets=600", "--stateBackend=rocksdb")) {
      run = job.outcome();
    }

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.messages(), hasItem("Summary"));
    assertThat(temporary.toFile().list(), is(emptyArray()));
  }

  /** Except Snappy's native library, some 100 KB, which a halted JVM does not delete. */
  @Test
  @Category(Thorough.class)
  public void aStreamThatASignalEndsLeavesNothingOfFlinksInTheTemporaryDirectory()
      throws Exception {
    Path temporary = folder.newFolder("temporary").toPath();
    try (JobProcess job = startStream(temporary)) {
      job.awaitOut(", pane ");
      assertThat(List.of(temporary.toFile().list()), hasItem(startsWith("happiest-hashtags-")));
      job.stop();
    }

    assertThat(List.of(temporary.toFile().list()), everyItem(startsWith("snappy-")));
  }

  private JobProcess startStream(Path temporary, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of("--demoRate=600", "--window=2s", "--early=1s", "--checkpointingInterval=100"));
    options.addAll(List.of(more));
    return JobProcess.startWithTemporaryFilesIn(temporary, directory(), options);
  }
}
