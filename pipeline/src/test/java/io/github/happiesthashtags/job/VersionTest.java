package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.List;
import org.junit.Test;

/** {@code --version}; the build puts the version into a resource. */
public class VersionTest {

  @Test
  public void theVersionIsTheBuildsAndStartsNothing() {
    JobTest.Run run = JobTest.any().withOptions("--topN=nonsense", "--version").run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.started(), is(false));
    assertThat(run.err(), is(List.of()));
    assertThat(
        run.out(),
        contains(matchesPattern("happiest-hashtags [0-9.]+\\S* \\(Apache Beam [0-9.]+\\)")));
  }
}
