package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.output.WebSink;
import io.github.happiesthashtags.testing.Blocks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The job with {@code --output=web}. */
public final class WebJobTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static WebSink.WebOptions options(String port) {
    WebSink.WebOptions options = PipelineOptionsFactory.create().as(WebSink.WebOptions.class);
    options.setWebPort(port);
    return options;
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  public void theAddressIsToldOnceAndThePageHasTheTables() throws Exception {
    Path input = folder.newFile("day.jsonl").toPath();
    Files.writeString(input, new String(Blocks.bytes(at("10:00").tagged("joy").smiling(3)), UTF_8));
    JobTest.Run run =
        JobTest.of("event-time")
            .withOptions(
                "--source=file",
                "--input=" + input,
                "--output=web",
                "--webPort=0",
                "--board=web-job-test")
            .run();
    assertThat(run.err().toString(), run.exitCode(), is(ExitCode.OK));
    assertThat(
        run.err().stream().filter(line -> line.contains("leaderboards on")).toList().toString(),
        matchesPattern("\\[happiest-hashtags: leaderboards on http://127\\.0\\.0\\.1:\\d+/]"));

    // The database in memory outlives the job, but not the process.
    WebPage page = WebPage.open(options("0"), new JobWatch());
    try {
      String board = "/api/boards/web-job-test/leaderboards";
      assertThat(get(page.address().resolve(board)), containsString("\"hashtag\":\"joy\""));
      assertThat(get(page.address().resolve("/api/job")), containsString("\"STARTING\""));
    } finally {
      page.close();
    }
  }

  @Test
  public void aTakenPortIsABadOptionOnlyIfItWasGiven() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      BadOptionException refused =
          assertThrows(BadOptionException.class, () -> WebPage.open(options(port), new JobWatch()));
      assertThat(refused.getMessage(), containsString("--webPort=" + port));
    }
    WebPage first = WebPage.open(options(null), new JobWatch());
    WebPage second = WebPage.open(options(null), new JobWatch());
    assertThat(second.address().getPort() > first.address().getPort(), is(true));
    second.close();
    first.close();
  }

  @Test
  public void anUnknownHostIsABadOption() {
    WebSink.WebOptions options = options("0");
    options.setWebHost("no.such.host.invalid");
    BadOptionException refused =
        assertThrows(BadOptionException.class, () -> WebPage.open(options, new JobWatch()));
    assertThat(refused.getMessage(), containsString("--webHost=no.such.host.invalid"));
  }

  @Test
  public void aClusterRefusesIt() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new WebSink().checkPlace(options("0"), /* elsewhere= */ true));
    assertThat(refused.getMessage(), containsString("--output=jdbc"));
  }

  @Test
  public void aPortThatIsNoneIsABadOption() throws Exception {
    JobTest.Run run = JobTest.of("sliding").withOptions("--output=web", "--webPort=x").run();
    assertThat(run.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(run.err(), hasItem(containsString("--webPort=x")));
  }
}
