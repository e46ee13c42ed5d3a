package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.job.BadOptionException;
import io.github.happiesthashtags.job.JobFailedException;
import io.github.happiesthashtags.job.JobMain;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** A job rejects relative paths on a cluster, whose processes run in other folders. */
public final class FlinkPathsTest {

  private static String refusal(String... more) {
    List<String> cluster =
        List.of("--runner=FlinkRunner", "--flinkMaster=127.0.0.1:1", "--job=event-time");
    String[] args = Stream.concat(cluster.stream(), Stream.of(more)).toArray(String[]::new);
    JobFailedException failed =
        assertThrows(JobFailedException.class, () -> new JobMain().runWithin(args));
    assertThat(failed.getCause() instanceof BadOptionException, is(true));
    return String.valueOf(failed.getMessage());
  }

  @Test
  public void defaultDirectoryAndRelativePathsAreRefusedBeforeTheClusterIsAsked() {
    assertThat(refusal(), startsWith("--outputDir is missing: on a cluster --output=csv"));
    assertThat(refusal("--outputDir=out"), startsWith("--outputDir=out: a relative path"));
  }
}
