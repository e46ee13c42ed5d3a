package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.templates.Template;
import io.github.happiesthashtags.templates.Template.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * The defaults and choices of the templates, held against the job itself: a job that is told a
 * default is the job that is told nothing. In the job's package, whose settings are its own.
 */
@RunWith(Parameterized.class)
public final class TemplateDefaultsTest {
  private static final List<String> X = List.of("--source=x", "--bearerTokenFile=token");

  /** Options without which another one is refused. */
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "xStream", X,
          "xApiUrl", X,
          "xMaxPosts", X,
          "allowSharedTokenFile", X);

  @Parameterized.Parameter public Template template;

  @Parameterized.Parameters(name = "{0}")
  public static List<Template> templates() throws Exception {
    return Template.all();
  }

  private JobSettings settings(Parameter parameter, String value) {
    List<String> arguments = new ArrayList<>(List.of("--job=" + template.job()));
    arguments.addAll(NEEDED.getOrDefault(parameter.name(), List.of()));
    if (value != null) {
      arguments.add("--" + parameter.name() + "=" + value);
    }
    return JobSettings.of(
        PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0]))
            .as(HappiestHashtagsOptions.class));
  }

  @Test
  public void aDefaultIsWhatTheJobTakesByItself() {
    for (Parameter parameter : template.parameters()) {
      if (parameter.defaultValue() != null) {
        assertThat(
            parameter.name(),
            settings(parameter, parameter.defaultValue()),
            is(equalTo(settings(parameter, null))));
      }
    }
  }

  @Test
  public void settingsThatDifferAreTold() {
    Map<String, String> others =
        Map.ofEntries(
            Map.entry("window", "2h"),
            Map.entry("early", "31s"),
            Map.entry("maxOutOfOrder", "11s"),
            Map.entry("smiles", "ALL"),
            Map.entry("language", "de"),
            Map.entry("topN", "11"),
            Map.entry("minStatuses", "6"),
            Map.entry("output", "jsonl"),
            Map.entry("overflow", "DROP_OLDEST"),
            Map.entry("xStream", "sample,firehose-en"),
            Map.entry("xMaxPosts", "50000"),
            Map.entry("allowSharedTokenFile", "true"),
            Map.entry("xApiUrl", "https://api.example.com"));
    for (Parameter parameter : template.parameters()) {
      if (others.containsKey(parameter.name())) {
        assertThat(
            parameter.name(),
            settings(parameter, others.get(parameter.name())),
            is(not(equalTo(settings(parameter, null)))));
      }
    }
  }

  @Test
  public void everyChoiceOfAnEnumIsTaken() {
    for (Parameter parameter : template.parameters()) {
      if (parameter.choices() != null && !parameter.name().equals("source")) {
        for (String choice : parameter.choices()) {
          settings(parameter, choice);
        }
      }
    }
  }
}
