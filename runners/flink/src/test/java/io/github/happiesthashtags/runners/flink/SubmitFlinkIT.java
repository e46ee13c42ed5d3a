package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.runners.conformance.SubmitConformance;
import io.github.happiesthashtags.runners.conformance.SubmitScript;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.Test;

/** submit-flink.sh, with a fake Flink that prints its arguments. */
public final class SubmitFlinkIT extends SubmitConformance {
  public SubmitFlinkIT() {
    super("flink", "FLINK_HOME", "flink", "");
  }

  @Test
  public void leavesTheJobToTheClusterWhereThatIsAskedFor() throws Exception {
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + master.getLocalPort();

      SubmitScript.Said said = script.run("--detached", "--master", address, "sliding");

      assertThat(said.text(), startsWith("told: run -m " + address + " -d "));
    }
  }

  @Test
  public void stopsAJobWithASavepointAndGoesOnFromOne() throws Exception {
    try (ServerSocket master = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + master.getLocalPort();

      SubmitScript.Said stopped =
          script.run("--master", address, "--savepoint", "savepoints", "job-id");
      SubmitScript.Said restored =
          script.run("--master", address, "--restore", "savepoints/1", "event-time");

      assertThat(
          stopped.text().strip(),
          is("told: stop -m " + address + " --savepointPath " + here("savepoints") + " job-id"));
      assertThat(
          restored.text(), startsWith("told: run -m " + address + " -s " + here("savepoints/1")));
    }
  }

  private static String here(String relative) {
    return Path.of(relative).toAbsolutePath().toString();
  }

  @Test
  public void aRelativePathIsOneOfTheUsersFolder() throws Exception {
    Path user = folder.newFolder("my folder").toPath();
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SubmitScript.Said said =
          script.runIn(
              user,
              "--master",
              "127.0.0.1:" + master.getLocalPort(),
              "event-time",
              "--source=file",
              "--input=day/*/*.bz2,/data/b.json, s3://c/d",
              "--outputDir=out,1",
              "--deadLetters=/dead",
              "--lexicon=smiles.txt",
              "--stateBackendStoragePath=checkpoints",
              "--topN=3");

      assertThat(
          said.text().strip(),
          endsWith(
              String.join(
                  " ",
                  "--job=event-time --source=file",
                  "--input=" + user + "/day/*/*.bz2,/data/b.json, s3://c/d",
                  "--outputDir=" + user + "/out,1 --deadLetters=/dead --lexicon=smiles.txt",
                  "--stateBackendStoragePath=file://" + user + "/checkpoints --topN=3")));
      assertThat(
          said.text(),
          containsString(
              "submit-flink.sh: --outputDir=out,1 is taken as "
                  + user
                  + "/out,1, which every machine of the cluster must see"));
    }
  }

  @Test
  public void aFolderThatWouldBeReadAsAGlobIsNamed() throws Exception {
    Path user = folder.newFolder("a[1]").toPath();
    try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SubmitScript.Said said =
          script.runIn(
              user,
              "--master",
              "127.0.0.1:" + master.getLocalPort(),
              "event-time",
              "--input=day.json");

      assertThat(said.exitCode(), is(2));
      assertThat(
          said.text().strip(),
          is(
              "submit-flink.sh: --input=day.json: the folder "
                  + user
                  + " would be read as a glob; give an absolute path"));
    }
  }
}
