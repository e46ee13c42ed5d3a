package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.RunningJob;
import java.nio.file.Path;
import java.util.List;

/** The conformance suite on a Spark cluster, with the driver in the submitting process. */
public final class ClientModeClusterIT extends ClusterConformance {

  @Override
  protected String runner() {
    return "Spark cluster, client mode";
  }

  @Override
  RunningJob submit(Path workingDirectory, List<String> job) throws Exception {
    JobProcess process = CLUSTER.submit(workingDirectory, List.of(), job);
    return new RunningJob() {
      @Override
      public JobProcess.Outcome outcome() {
        return process.outcome(SparkCluster.PATIENCE);
      }

      @Override
      public boolean hasEnded() {
        return process.hasEnded();
      }

      @Override
      public void stop() throws Exception {
        process.stop();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }
}
