package io.github.happiesthashtags.runners.flink;

import static org.awaitility.Awaitility.await;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunnerConformance;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;

/** The packaged jar in its own application cluster, as the Kubernetes operator runs it. */
public final class ApplicationClusterIT extends RunnerConformance {
  private FlinkCluster cluster;

  @After
  public void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  protected String runner() {
    return "Flink application";
  }

  @Override
  protected RunningJob start(Path directory, List<String> options) throws Exception {
    cluster =
        FlinkCluster.application(
            "application",
            // The operator, too, asks for the job's result before it stops the cluster.
            Map.of("execution.shutdown-on-application-finish", "false"),
            JobProcess.jar(),
            options);
    await("for the job, see " + cluster.home())
        .atMost(JobProcess.PATIENCE)
        .until(() -> !cluster.rest().jobsIfAny().isEmpty());
    return new ClusterJob(cluster.rest(), cluster.rest().jobsIfAny().get(0));
  }
}
