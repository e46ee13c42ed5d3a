package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SimulatorMainTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  public void itSaysWhereItIsAndKeepsItsTokenInAFile() throws Exception {
    Path file = new File(folder.getRoot(), "token").toPath();
    String token;
    try (XApiSimulator simulator =
        start("--port=0", "--bearerTokenFile=" + file, "--rate=1000", "--fault=3:clean-end")) {
      token = Files.readString(file).strip();
      assertThat(simulator.bearerToken(), is(token));
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
      String text = out.toString(UTF_8);
      assertThat(text, startsWith("X API at " + simulator.uri() + ", bearer token in " + file));
      assertThat(text, containsString("/2/tweets/firehose/stream?partition=1-20"));
      assertThat(text, not(containsString(token)));
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.header("x-rate-limit-limit"), is("50"));
        assertThat(client.messages().size(), is(3));
      }
    }
    try (XApiSimulator again =
        start("--port=0", "--bearerTokenFile=" + file, "--noBackfill", "--keepAlive=3")) {
      assertThat(again.bearerToken(), is(token));
      try (RawClient client = RawClient.get(again, SAMPLE + "?backfill_minutes=1")) {
        assertThat(client.status(), is(403));
      }
    }
  }

  @Test
  public void helpListsTheOptions() {
    String help = String.join("\n", SimulatorMain.help());

    for (String option : List.of("--port=", "--rate=", "--fault=", "--noRecovery=")) {
      assertThat(help, containsString(option));
    }
  }

  @Test
  public void aTokenFileWithoutATokenIsNamed() throws Exception {
    String file = "--bearerTokenFile=" + folder.newFile("empty");

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> start("--port=0", file));

    assertThat(refused.getMessage(), startsWith("--bearerTokenFile is '"));
    assertThat(refused.getMessage(), containsString("is empty"));
  }

  @Test
  public void aBadOptionIsNamedWithWhatItGotAndWhatItTakes() throws Exception {
    for (List<String> bad :
        List.of(
            List.of("--port=http", "--port is 'http': give a number from 0 to 65535"),
            List.of("--port=70000", "--port is '70000': give a number from 0 to 65535"),
            List.of("--rate=fast", "--rate is 'fast': give statuses a second"),
            List.of(
                "--rate",
                "--rate has no value: write --rate=VALUE, without a space, and give stat"),
            List.of("--fault=cut", "--fault is 'cut': give AFTER:FAULT"),
            List.of("--fault=1:cut", "'cut' is unknown"),
            List.of("--noRecovery=maybe", "--noRecovery is 'maybe': give nothing, true or false"),
            List.of("--bearerTokenFile=", "--bearerTokenFile is ''"),
            List.of("--speed=1", "--speed is unknown: give --bearerTokenFile,"),
            List.of("--bearerTokenFile=" + folder.getRoot(), "--bearerTokenFile is '"))) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> start(bad.get(0)));
      assertThat(refused.getMessage(), containsString(bad.get(1)));
      assertThat(refused.getMessage().lines().count(), is(1L));
    }
  }

  @Test
  public void onlyRulesAndFaultsMayBeGivenTwice() throws Exception {
    String file = "--bearerTokenFile=" + new File(folder.getRoot(), "token");

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> start(file, "--rate=1", "--rate=2"));

    assertThat(refused.getMessage(), is("--rate is given twice: give it once"));
    start(file, "--port=0", "--rule=cats", "--rule=dogs").close();
  }

  @Test
  public void oauthCredentialsAreKeptInAFileToo() throws Exception {
    String token = "--bearerTokenFile=" + new File(folder.getRoot(), "token");
    Path file = new File(folder.getRoot(), "oauth").toPath();
    List<String> oauth;
    try (XApiSimulator simulator = start("--port=0", token, "--oauthFile=" + file)) {
      oauth = simulator.oAuth();
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
      assertThat(out.toString(UTF_8), containsString("v1.1 credentials in " + file));
      assertThat(Files.readString(file), containsString("oauth.accessTokenSecret=" + oauth.get(3)));
    }
    try (XApiSimulator again = start("--port=0", token, "--oauthFile=" + file)) {
      assertThat(again.oAuth(), is(oauth));
    }
    Files.writeString(file, "oauth.consumerKey=k\n");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> start("--port=0", token, "--oauthFile=" + file));
    assertThat(refused.getMessage(), containsString("it has no oauth.consumerSecret"));
  }

  private XApiSimulator start(String... args) {
    return SimulatorMain.start(args, new PrintStream(out, true, UTF_8));
  }
}
