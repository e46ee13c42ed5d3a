package io.github.happiesthashtags.runners.flink;

import java.io.File;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * The JobManager of an application cluster. Flink's own main class is in {@code flink-container},
 * which is not published everywhere; its whole work is done by the super class.
 */
@SuppressWarnings("try") // The inherited close() may be interrupted.
public final class ApplicationEntryPoint extends ApplicationClusterEntryPoint {
  private ApplicationEntryPoint(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /** Takes the directories of the configuration and of the job's jar, and the job's arguments. */
  public static void main(String[] args) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration(args[0]);
    PackagedProgram program =
        DefaultPackagedProgramRetriever.create(
                new File(args[1]), null, Arrays.copyOfRange(args, 2, args.length), configuration)
            .getPackagedProgram();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationEntryPoint(configuration, program));
  }
}
