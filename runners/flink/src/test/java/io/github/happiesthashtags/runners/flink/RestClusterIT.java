package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunnerConformance;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/** The packaged jar on a session cluster, uploaded and run through the REST interface. */
public final class RestClusterIT extends RunnerConformance {
  private static FlinkCluster cluster;
  private static String jar;

  @BeforeClass
  public static void startCluster() throws Exception {
    cluster = FlinkCluster.session("rest", Map.of());
    cluster.awaitReady();
    jar = cluster.rest().upload(JobProcess.jar());
  }

  @AfterClass
  public static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  protected String runner() {
    return "Flink cluster, REST";
  }

  @Override
  protected RunningJob start(Path directory, List<String> options) {
    return new ClusterJob(cluster.rest(), cluster.rest().run(jar, options));
  }
}
