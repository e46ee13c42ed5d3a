package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a job's arguments without starting it, such as those in a Kubernetes manifest. */
public final class OptionCheck {
  private OptionCheck() {}

  /** Returns the names of all options of the job itself. */
  public static Set<String> ofTheJob() {
    return JobOption.all().stream().map(JobOption::name).collect(Collectors.toSet());
  }

  /** Returns the names of the job's options that take paths. */
  public static Set<String> takingPaths() {
    return JobOption.all().stream()
        .filter(o -> o.kind() == JobOption.Kind.PATH || o.name().equals("input"))
        .map(JobOption::name)
        .collect(Collectors.toSet());
  }

  /**
   * Reads and checks the arguments as the job does before it starts.
   *
   * @throws BadOptionException for the first invalid argument
   */
  public static void check(List<String> arguments) {
    HappiestHashtagsOptions options = CommandLine.parse(arguments.toArray(new String[0]));
    XBudget budget = JobSettings.of(options).source().budget();
    if (budget != null) {
      budget.check();
    }
  }
}
