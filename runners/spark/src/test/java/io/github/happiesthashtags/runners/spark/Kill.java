package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.util.List;
import java.util.Random;

/** The processes that tests kill. */
enum Kill {
  EXECUTOR {
    @Override
    void apply(SparkCluster cluster, JobProcess driver, Random random) {
      any(cluster.executors(), random).destroyForcibly();
    }
  },
  /** The cluster gets a new Worker. */
  WORKER {
    @Override
    void apply(SparkCluster cluster, JobProcess driver, Random random) throws Exception {
      any(cluster.workers(), random).destroyForcibly();
      cluster.startWorker();
    }
  },
  /** The job is submitted again, which is up to its operator. */
  DRIVER {
    @Override
    void apply(SparkCluster cluster, JobProcess driver, Random random) {
      driver.close();
    }
  };

  abstract void apply(SparkCluster cluster, JobProcess driver, Random random) throws Exception;

  private static ProcessHandle any(List<ProcessHandle> processes, Random random) {
    if (processes.isEmpty()) {
      throw new IllegalStateException("there is nothing left to kill");
    }
    return processes.get(random.nextInt(processes.size()));
  }
}
