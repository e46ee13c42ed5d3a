package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.testing.Blocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a job with {@code --source=x} says about money. */
public class XUsageTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private JobTest usage(String url, String token) throws IOException {
    Path file = Files.writeString(folder.newFile().toPath(), token);
    return JobTest.any()
        .withOptions(
            "--source=x",
            "--xApiUrl=" + url,
            "--bearerTokenFile=" + file,
            "--allowSharedTokenFile",
            "--xUsage");
  }

  @Test
  public void theUsageIsShownAndNothingIsRead() throws IOException {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      JobTest.Run run = usage(simulator.uri().toString(), simulator.bearerToken()).run();

      assertThat(run.exitCode(), is(ExitCode.OK));
      assertThat(run.out(), contains(containsString("0 of 3000000 posts read")));
      assertThat(run.err(), hasSize(0));
      assertThat(run.started(), is(false));
      assertThat(simulator.connections(), is(0L));
    }
  }

  @Test
  public void aWrongTokenExitsWithThree() throws IOException {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      JobTest.Run run = usage(simulator.uri().toString(), "another-token").run();

      assertThat(run.exitCode(), is(ExitCode.CREDENTIALS));
      assertThat(run.err(), contains(containsString("refused the bearer token (401)")));
      assertThat(run.out(), hasSize(0));
    }
  }

  @Test
  public void anApiThatCannotBeReachedExitsWithOne() throws IOException {
    JobTest.Run run = usage("http://127.0.0.1:1", "token").run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(run.err(), contains(startsWith("happiest-hashtags: the usage cannot be read: ")));
  }

  @Test
  public void theBudgetsCostIsSaidOnceAtTheStartAndTheSpendingAtTheEnd() {
    JobTest.Run run =
        JobTest.any()
            .withSource(Blocks.of())
            .withOptions("--source=x", "--bearerTokenFile=t", "--xMaxPosts=200")
            .run();

    List<String> err = run.err();
    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(err.get(0), startsWith("happiest-hashtags: 200 posts a UTC day cost at most $1.00"));
    assertThat(err, hasItem("0 posts read cost at most $0.00, at $0.005 a post"));
  }
}
