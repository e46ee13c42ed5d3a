package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.twitter.simulator.XApiSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The X API: credentials it refuses, and a server that is not there. */
public final class XApiIT {
  private static final String TOKEN = "integration-test-token-not-a-secret";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @Before
  public void setUp() {
    directory = folder.getRoot().toPath();
  }

  private void writeToken(String permissions) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(permissions));
  }

  private static List<String> options(String url, String more) {
    return List.of("--source=x", "--xApiUrl=" + url, "--bearerTokenFile=token", more);
  }

  @Test
  public void aRefusedTokenEndsTheJobWithCodeThreeAndOneMessageWithoutIt() throws Exception {
    writeToken("rw-------");
    try (XApiSimulator api = XApiSimulator.builder().bearerToken("another-token").start()) {
      JobProcess.Outcome run =
          JobProcess.run(directory, options(api.uri().toString(), "--xStream=sample"));

      assertRefused(run, allOf(containsString("401"), containsString("check the token file")));
      assertThat(api.served(), is(0L));
    }
  }

  @Test
  public void aTokenFileThatOthersCanReadIsRefusedWithTheRemedy() throws Exception {
    writeToken("rw-r--r--");
    try (XApiSimulator api = XApiSimulator.builder().bearerToken(TOKEN).start()) {
      JobProcess.Outcome run =
          JobProcess.run(directory, options(api.uri().toString(), "--xStream=filtered"));

      assertRefused(run, containsString("chmod 600 token"));
      assertThat(api.served(), is(0L));
    }
  }

  @Test
  public void aTokenFileThatIsMissingIsNamed() throws Exception {
    JobProcess.Outcome run =
        JobProcess.run(directory, options("http://127.0.0.1:9", "--xStream=sample"));

    assertRefused(run, containsString("there is no file token"));
  }

  private static void assertRefused(JobProcess.Outcome run, Matcher<String> message) {
    assertThat(run.err(), run.exitCode(), is(3));
    assertThat(run.err(), message);
    assertThat(run.err(), run.messages(), hasSize(1));
    assertThat(run.out(), is(""));
    assertThat(run.err(), not(containsString(TOKEN)));
  }

  @Test
  public void aServerThatCannotBeReachedIsLoggedOnceAndReadOnceItIsThere() throws Exception {
    writeToken("rw-------");
    int port = freePort();
    try (JobProcess job =
        JobProcess.start(
            directory,
            "--source=x",
            "--xApiUrl=http://127.0.0.1:" + port,
            "--bearerTokenFile=token",
            "--window=1h",
            "--early=1s",
            "--language=all")) {
      job.awaitErr("trying again");
      try (XApiSimulator api =
          XApiSimulator.builder()
              .port(port)
              .bearerToken(TOKEN)
              .rules(List.of("has:hashtags"))
              .happyShare(0.5)
              .tweetsPerSecond(200)
              .start()) {
        job.awaitErr("connected again");
        job.awaitOut(", pane ");
        job.signal("TERM");
        JobProcess.Outcome end = job.outcome();

        assertThat(api.served() > 0, is(true));
        assertThat(end.exitCode(), is(0));
        assertThat(end.err().lines().filter(line -> line.contains("WARN")).toList(), hasSize(1));
        assertThat(end.err().split("trying again", -1).length, is(2));
        assertThat(end.out() + end.err(), not(containsString(TOKEN)));
      }
    }
  }

  @Test
  public void sigtermEndsAJobThatWaitsForItsServer() throws Exception {
    writeToken("rw-------");
    try (JobProcess job =
        JobProcess.start(directory, options("http://127.0.0.1:" + freePort(), "--early=1s"))) {
      job.awaitErr("trying again");
      job.signal("TERM");
      JobProcess.Outcome end = job.outcome();

      assertThat(end.err(), end.exitCode(), is(0));
      assertThat(end.err().split("trying again", -1).length, is(2));
      assertThat(end.out(), is(""));
      assertThat(end.err(), not(containsString(TOKEN)));
    }
  }

  /** A port that nothing listens on. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
