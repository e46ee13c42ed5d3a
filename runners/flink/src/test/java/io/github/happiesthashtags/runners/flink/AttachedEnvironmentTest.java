package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.lang.reflect.Proxy;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.junit.Before;
import org.junit.Test;

public final class AttachedEnvironmentTest {
  private static final JobID ID = new JobID();
  private static final JobClient CLIENT =
      (JobClient)
          Proxy.newProxyInstance(
              JobClient.class.getClassLoader(),
              new Class<?>[] {JobClient.class},
              (proxy, method, arguments) -> ID);

  private final Configuration configuration = new Configuration();
  private final AttachedEnvironment.Submitted job =
      new AttachedEnvironment.Submitted(configuration);

  @Before
  public void attach() {
    configuration.set(DeploymentOptions.ATTACHED, true);
    configuration.set(RestOptions.ADDRESS, "jobmanager");
    configuration.set(RestOptions.PORT, 8082);
  }

  @Test
  public void whoInterruptsIsToldThatTheJobGoesOnAndHowToStopIt() {
    job.onJobSubmitted(CLIENT, null);

    assertThat(
        String.join("\n", job.remarks()),
        allOf(
            containsString("the job " + ID + " keeps running on the cluster"),
            containsString("submit-flink.sh --master jobmanager:8082 --savepoint DIRECTORY " + ID),
            containsString("flink cancel -m jobmanager:8082 " + ID)));
  }

  @Test
  public void nothingIsSaidOfAJobThatIsOverOrHandedOverOrStoppedWithTheCommand() {
    assertThat(job.remarks(), is(empty()));

    job.onJobSubmitted(CLIENT, null);
    configuration.set(DeploymentOptions.SHUTDOWN_IF_ATTACHED, true);
    assertThat(job.remarks(), is(empty()));

    configuration.set(DeploymentOptions.SHUTDOWN_IF_ATTACHED, false);
    configuration.set(DeploymentOptions.ATTACHED, false);
    assertThat(job.remarks(), is(empty()));

    configuration.set(DeploymentOptions.ATTACHED, true);
    job.onJobExecuted(null, null);
    assertThat(job.remarks(), is(empty()));
  }
}
