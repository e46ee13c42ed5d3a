package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** The options are described once: the pages are what is generated from them. */
public class OptionPagesTest {
  /** Writes the generated pages, and the templates' pages that follow from them. */
  static final String COMMAND =
      "write it with: mvn test -pl pipeline,templates -am -Doptions.write=true"
          + " -Dtest=OptionPagesTest,TemplatesTest -Dsurefire.failIfNoSpecifiedTests=false";

  /** The tests run in the module's directory. */
  private static final Path ROOT = Path.of("..");

  /** Options whose value needs others beside it. */
  private static final List<String> X = List.of("--source=x", "--bearerTokenFile=token");

  private interface Generator {
    String page(String before) throws IOException;
  }

  @Test
  public void theDocsAreGeneratedFromTheOptions() throws IOException {
    check(ROOT.resolve("docs/options.md"), OptionPages::docs);
  }

  @Test
  public void theTemplatesParametersAreGeneratedFromTheOptions() throws IOException {
    for (JobSettings.Job job : JobSettings.Job.values()) {
      check(
          ROOT.resolve("templates").resolve(job.label()).resolve("metadata.json"),
          OptionPages::metadata);
    }
  }

  private static void check(Path file, Generator generator) throws IOException {
    String page = generator.page(Files.readString(file));
    if (Boolean.getBoolean("options.write")) {
      Files.writeString(file, page);
    }
    assertThat(COMMAND, Files.readString(file), is(page));
  }

  @Test
  public void helpFitsATerminal() {
    for (String line : Help.lines()) {
      assertThat(line, line.length(), is(lessThanOrEqualTo(80)));
    }
  }

  @Test
  public void helpShowsDefaultsOfBothJobs() {
    List<String> help = Help.lines();
    int topN = help.indexOf("  --topN=NUMBER");
    int window = help.indexOf("  --window=TIME");

    assertThat(help.get(topN + 1), is("      Rows of a leaderboard, 1 to 1000. Default: 10"));
    assertThat(
        help.get(window + 1),
        is("      The size of a window of event time. Default: 10m; with --job=event-time:"));
  }

  @Test
  public void descriptionsAreSentences() {
    List<String> descriptions = JobOption.all().stream().map(JobOption::description).toList();

    assertThat(descriptions, everyItem(endsWith(".")));
    assertThat(descriptions, everyItem(not(startsWith("With --source"))));
  }

  @Test
  public void aDefaultIsWhatTheJobTakesByItself() {
    for (JobSettings.Job job : JobSettings.Job.values()) {
      for (JobOption option : JobOption.all()) {
        String initial = job.initial(option);
        if (initial != null && !option.name().equals("xRulesDryRun")) {
          assertThat(
              option.name(), settings(job, option, initial), is(settings(job, option, null)));
        }
      }
    }
  }

  private static JobSettings settings(JobSettings.Job job, JobOption option, String value) {
    List<String> arguments = new ArrayList<>();
    if (!option.name().equals("job")) {
      arguments.add("--job=" + job.label());
    }
    if (option.group().owners().equals(List.of("x"))) {
      arguments.addAll(X);
    }
    if (option.group().isOfSinks()) {
      arguments.add("--output=" + option.group().owners().get(0));
    }
    if (value != null) {
      arguments.add("--" + option.name() + "=" + value);
    }
    return JobSettings.of(CommandLine.parse(arguments.toArray(new String[0])));
  }

  @Test
  public void everyChoiceIsTaken() {
    for (JobOption option : JobOption.all()) {
      if (option.kind() == JobOption.Kind.CHOICE && !option.name().equals("source")) {
        for (String choice : option.choices()) {
          settings(JobSettings.Job.SLIDING, option, choice);
        }
      }
    }
  }
}
