package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.runners.conformance.SubmitConformance;
import io.github.happiesthashtags.runners.conformance.SubmitScript;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.Test;

/** submit-spark.sh, with a fake Spark that prints its arguments. */
public final class SubmitSparkIT extends SubmitConformance {
  public SubmitSparkIT() {
    super("spark", "SPARK_HOME", "spark-submit", "spark://");
  }

  @Test
  public void passesTheDeployModeOnAndRefusesOneThatIsNone() throws Exception {
    SubmitScript.Said cluster =
        script.run("--master", "local[2]", "--deploy-mode", "cluster", "sliding");
    SubmitScript.Said none = script.run("--deploy-mode", "remote", "sliding");

    assertThat(cluster.text(), containsString("--master local[2] --deploy-mode cluster"));
    assertThat(none.exitCode(), is(2));
    assertThat(none.text(), containsString("--deploy-mode=remote: it takes client or cluster"));
  }

  /**
   * A standalone Worker starts the driver without these flags, and then the driver fails on Java
   * 17.
   */
  @Test
  public void aDriverOnAWorkerGetsWhatSparkNeedsOfJavaAndWhatTheUserGave() throws Exception {
    SubmitScript.Said said =
        script.run(
            "--master",
            "local[2]",
            "--deploy-mode",
            "cluster",
            "--conf",
            "spark.driver.extraJavaOptions=-Dmine=1",
            "sliding");

    assertThat(
        said.text(),
        containsString(
            "--conf spark.driver.extraJavaOptions="
                + System.getProperty("job.java.flags")
                + " -Dmine=1"));
  }

  @Test
  public void aRelativePathIsOneOfTheUsersFolderOrRefusedWhereTheDriverRunsElsewhere()
      throws Exception {
    Path user = folder.newFolder("user").toPath();
    try (ServerSocket master = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      String address = "spark://127.0.0.1:" + master.getLocalPort();

      SubmitScript.Said here =
          script.runIn(
              user, "--master", address, "sliding", "--outputDir=out", "--checkpointDir=state");
      SubmitScript.Said elsewhere =
          script.runIn(
              user,
              "--master",
              address,
              "--deploy-mode",
              "cluster",
              "sliding",
              "--outputDir=/shared/out",
              "--lexicon=smiles.txt");

      assertThat(
          here.text().strip(),
          endsWith("--outputDir=" + user + "/out --checkpointDir=file://" + user + "/state"));
      assertThat(elsewhere.exitCode(), is(2));
      assertThat(
          elsewhere.text().strip(),
          is(
              "submit-spark.sh: --lexicon=smiles.txt: with --deploy-mode cluster the driver runs on"
                  + " another machine, which does not have this folder; give an absolute path that"
                  + " every machine sees"));
    }
  }

  @Test
  public void tailEndsWithADriverOnAWorkerIfTheSubmissionWaitsForIt() throws Exception {
    Path output = folder.newFolder("output").toPath();
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SubmitScript.Said said =
          script.run(
              "--master",
              "spark://127.0.0.1:" + master.getLocalPort(),
              "--deploy-mode",
              "cluster",
              "--conf",
              "spark.standalone.submit.waitAppCompletion=true",
              "--tail",
              "sliding",
              "--output=csv",
              "--outputDir=" + output);

      assertThat(said.text(), said.exitCode(), is(0));
      assertThat(said.text(), containsString("told: "));
    }
  }

  @Test
  public void withoutAClusterPathsStayAsTheyAre() throws Exception {
    SubmitScript.Said said = script.run("--master", "local[2]", "sliding", "--outputDir=out");

    assertThat(said.text().strip(), endsWith("--job=sliding --outputDir=out"));
  }
}
