package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.simulator.ReceivedRequest;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/**
 * The job with live APIs: refused requests, an absent server, and the simulator's command line
 * program.
 */
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

  private static List<String> options(String url, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--source=x", "--xApiUrl=" + url, "--bearerTokenFile=token"));
    options.addAll(List.of(more));
    return options;
  }

  @Test
  public void aRefusedTokenEndsTheJobWithCodeThreeAndOneMessageWithoutIt() throws Exception {
    writeToken("rw-------");
    try (XApiSimulator api = XApiSimulator.builder().bearerToken("another-token").start()) {
      JobProcess.Outcome run =
          JobProcess.run(directory, options(api.uri().toString(), "--xStream=sample"));

      assertRefused(run, 3, allOf(containsString("401"), containsString("check the token file")));
      assertThat(api.served(), is(0L));
    }
  }

  @Test
  @Category(Thorough.class)
  public void aTokenFileThatOthersCanReadIsRefusedWithTheRemedy() throws Exception {
    writeToken("rw-r--r--");
    try (XApiSimulator api = XApiSimulator.builder().bearerToken(TOKEN).start()) {
      JobProcess.Outcome run =
          JobProcess.run(directory, options(api.uri().toString(), "--xStream=filtered"));

      assertRefused(
          run, 2, allOf(containsString("--bearerTokenFile=token"), containsString("chmod 600")));
      assertThat(api.served(), is(0L));
    }
  }

  @Test
  public void aTokenFileThatIsMissingIsNamed() throws Exception {
    JobProcess.Outcome run =
        JobProcess.run(directory, options("http://127.0.0.1:9", "--xStream=sample"));

    assertRefused(
        run,
        2,
        allOf(containsString("--bearerTokenFile=token"), containsString("there is no file token")));
  }

  private static void assertRefused(JobProcess.Outcome run, int exitCode, Matcher<String> message) {
    assertThat(run.err(), run.exitCode(), is(exitCode));
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
        job.awaitErr("connected to 127.0.0.1 again");
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

  @Test
  public void aDryRunShowsTheRulesThatWouldChangeAndChangesNone() throws Exception {
    writeToken("rw-------");
    Files.writeString(directory.resolve("rules"), "# animals\ncat has:hashtags\tcats\nfox\n");
    try (XApiSimulator api =
        XApiSimulator.builder().bearerToken(TOKEN).rules(List.of("fox", "owl")).start()) {
      JobProcess.Outcome run =
          JobProcess.run(
              directory,
              options(
                  api.uri().toString(), "--xStream=filtered", "--xRules=rules", "--xRulesDryRun"));

      assertThat(run.err(), run.exitCode(), is(0));
      List<String> lines = run.err().lines().toList();
      assertThat(run.err(), lines, hasSize(4));
      assertThat(lines.get(0), startsWith("+ cat has:hashtags"));
      assertThat(lines.get(1), startsWith("- owl"));
      assertThat(lines.get(2), startsWith("= fox"));
      assertThat(
          lines.get(3),
          is("rules: 1 added, 1 deleted, 1 unchanged (dry run: nothing was changed)"));
      assertThat(changesOf(api), hasSize(0));
      assertThat(api.connections(), is(0L));
    }
  }

  @Test
  public void aRefusedRuleEndsTheJobWithCodeTwoAndItsLine() throws Exception {
    writeToken("rw-------");
    Files.writeString(directory.resolve("rules"), "cat\n\n(fox OR\n");
    try (XApiSimulator api =
        XApiSimulator.builder().bearerToken(TOKEN).rules(List.of("owl")).start()) {
      JobProcess.Outcome run =
          JobProcess.run(
              directory, options(api.uri().toString(), "--xStream=filtered", "--xRules=rules"));

      assertRefused(run, 2, allOf(containsString("--xRules: "), containsString("line 3: (fox OR")));
      assertThat(changesOf(api), hasSize(0));
      assertThat(api.served(), is(0L));
    }
  }

  /** Returns the requests that changed rules, without those of dry runs. */
  private static List<ReceivedRequest> changesOf(XApiSimulator api) {
    return api.requests().stream()
        .filter(request -> request.path().endsWith("/rules"))
        .filter(request -> request.method().equals("POST"))
        .filter(request -> !request.query().contains("dry_run=true"))
        .toList();
  }

  @Test
  public void aV1GatewayIsReadWithTheCredentialsOfTheOAuthFile() throws Exception {
    try (XApiSimulator api = XApiSimulator.builder().happyShare(0.5).tweetsPerSecond(200).start()) {
      writeOAuth(api.oAuth());
      try (JobProcess job =
          JobProcess.start(
              directory,
              "--source=v1",
              "--v1Url=" + api.uri() + "/1.1/",
              "--oauthFile=oauth",
              "--track=joy",
              "--window=1h",
              "--early=1s",
              "--language=all")) {
        job.awaitOut(", pane ");
        job.signal("TERM");
        JobProcess.Outcome end = job.outcome();

        end.assertEndedBySignal();
        assertThat(api.connectionsBy("/1.1/statuses/filter.json", 0), is(1L));
        for (String secret : api.oAuth()) {
          assertThat(end.out() + end.err(), not(containsString(secret)));
        }
      }
    }
  }

  @Test
  @Category(Thorough.class)
  public void refusedOAuthCredentialsEndTheJobWithCodeThree() throws Exception {
    writeOAuth(List.of("key", "key-secret", "account", "account-secret"));
    try (XApiSimulator api = XApiSimulator.builder().start()) {
      JobProcess.Outcome run =
          JobProcess.run(
              directory, "--source=v1", "--v1Url=" + api.uri() + "/1.1/", "--oauthFile=oauth");

      assertRefused(run, 3, allOf(containsString("401"), containsString("check the OAuth file")));
      assertThat(run.err(), not(containsString("account-secret")));
    }
  }

  private void writeOAuth(List<String> values) throws IOException {
    List<String> keys =
        List.of("consumerKey", "consumerSecret", "accessToken", "accessTokenSecret");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      lines.append("oauth.").append(keys.get(i)).append('=').append(values.get(i)).append('\n');
    }
    Path file = Files.writeString(directory.resolve("oauth"), lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  public void aSimulatorOfItsOwnIsReadAndItsFaultsAreRecovered() throws Exception {
    try (JobProcess simulator =
        JobProcess.start(
            directory,
            "simulator",
            "--port=0",
            "--bearerTokenFile=token",
            "--rate=200",
            "--happyShare=0.5")) {
      simulator.awaitOut("/simulator/faults");
      String url = simulator.out().replaceFirst("(?s)X API at (\\S+),.*", "$1");
      Files.writeString(directory.resolve("rules"), "has:hashtags\n");
      try (JobProcess job =
          JobProcess.start(
              directory,
              options(
                  url,
                  "--xStream=filtered",
                  "--xRules=rules",
                  "--window=1h",
                  "--early=1s",
                  "--language=all"))) {
        job.awaitErr("1 added, 0 deleted");
        job.awaitOut(", pane ");
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(url).resolve("/simulator/faults"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[\"disconnect-message\"]"))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body(), answer.statusCode(), is(200));
        job.awaitErr("the server said that it disconnects");
        job.awaitErr("connected to 127.0.0.1 again");
        job.signal("TERM");
        job.outcome().assertEndedBySignal();
      }
      simulator.signal("TERM");
      assertThat(simulator.outcome().exitCode(), is(0));
    }
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("token"))),
        is("rw-------"));
  }

  /** Returns a free port. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
