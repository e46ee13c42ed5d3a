package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.RunnerConformance;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/** The packaged jar on a session cluster, submitted by the script. */
public final class CommandLineClusterIT extends RunnerConformance {
  private static FlinkCluster cluster;

  @BeforeClass
  public static void startCluster() throws Exception {
    cluster = FlinkCluster.session("command-line", Map.of());
    cluster.awaitReady();
  }

  @AfterClass
  public static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  protected String runner() {
    return "Flink cluster, command line";
  }

  @Override
  protected RunningJob start(Path directory, List<String> options) throws Exception {
    return CommandLineJob.submit(cluster, directory, options);
  }
}
