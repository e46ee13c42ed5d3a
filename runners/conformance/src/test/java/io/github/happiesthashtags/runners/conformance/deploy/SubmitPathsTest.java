package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.job.OptionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The submit scripts know which of the job's options take paths. */
public final class SubmitPathsTest {
  private static final Pattern PATHS =
      Pattern.compile("(?m)^(?:driver|cluster)_paths=\"([^\"]*)\"$");

  private static Set<String> inScript() throws IOException {
    String script = Files.readString(Repository.find().root().resolve("runners/submit-checks.sh"));
    return PATHS
        .matcher(script)
        .results()
        .map((MatchResult list) -> list.group(1))
        .flatMap(list -> Stream.of(list.strip().split(" ", -1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  public void scriptsResolveEveryOptionOfTheJobThatTakesAPath() throws IOException {
    assertThat(OptionCheck.takingPaths(), everyItem(is(in(inScript()))));
    assertThat(inScript(), everyItem(is(in(OptionCheck.ofTheJob()))));
  }
}
