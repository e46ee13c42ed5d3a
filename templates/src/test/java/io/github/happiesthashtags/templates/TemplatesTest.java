package io.github.happiesthashtags.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.github.happiesthashtags.templates.Template.Parameter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** Every template says what is true of the job that it launches. */
@RunWith(Parameterized.class)
public final class TemplatesTest {
  private static final List<String> DURATIONS =
      List.of("90s", "10m", "1h", "1h30m", "2d", "PT1H", "P1DT2M", "0s");
  private static final List<String> NO_DURATIONS =
      List.of("", "soon", "10", "1x", "-5m", "1.5s", "10m ", "1s1h");

  @Parameterized.Parameter public Template template;

  @Parameterized.Parameters(name = "{0}")
  public static List<Template> templates() throws Exception {
    return Template.all();
  }

  private List<String> parameterNames() {
    return template.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  public void thereIsATemplateForEachJob() throws Exception {
    assertThat(templates().stream().map(Template::job).toList(), contains("event-time", "sliding"));
  }

  @Test
  public void exampleSetsItsOwnParametersAlone() {
    List<String> set =
        template.example().stream().map(o -> o.substring(2, o.indexOf('='))).toList();

    assertThat(parameterNames().containsAll(set), is(true));
  }

  @Test
  public void parametersExplainThemselves() {
    for (Parameter parameter : template.parameters()) {
      assertThat(parameter.name(), parameter.type(), is(notNullValue()));
      assertThat(parameter.name(), parameter.label(), is(not("")));
      assertThat(parameter.name(), parameter.helpText().endsWith("."), is(true));
      assertThat(parameter.name(), parameter.optional(), is(true));
    }
  }

  /** The job's origin, a Spark application, was submitted with these. */
  @Test
  public void whatTheOriginTookHasItsNames() {
    Map<String, String> labels =
        template.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::label));

    assertThat(labels.get("topN"), is("Top N"));
    assertThat(labels.get("early"), is("Trigger interval"));
    assertThat(labels.get("window"), is("Window interval"));
  }

  @Test
  public void enumsHaveChoicesAndTheirDefaultIsOneOfThem() {
    for (Parameter parameter : template.parameters()) {
      if (parameter.type() == Template.Type.ENUM) {
        assertThat(parameter.name(), parameter.choices(), hasItem(parameter.defaultValue()));
      } else {
        assertThat(parameter.name(), parameter.choices(), is(nullValue()));
      }
    }
  }

  @Test
  public void patternsAreValidAndMatchTheDefault() {
    for (Parameter parameter : template.parameters()) {
      boolean free =
          parameter.type() == Template.Type.ENUM || parameter.type() == Template.Type.PATH;
      assertThat(parameter.name(), parameter.pattern() == null, is(free));
      if (!free && parameter.defaultValue() != null) {
        assertThat(parameter.name(), matches(parameter).test(parameter.defaultValue()), is(true));
      }
    }
  }

  @Test
  public void durationsTakeWhatTheJobTakes() {
    for (Parameter parameter : template.parameters()) {
      if (parameter.type() == Template.Type.DURATION) {
        assertThat(DURATIONS.stream().map(matches(parameter)::test).toList(), everyItem(is(true)));
        assertThat(
            NO_DURATIONS.stream().map(matches(parameter)::test).toList(), everyItem(is(false)));
      }
    }
  }

  @Test
  public void topNTakesOneToAThousand() {
    Parameter topN =
        template.parameters().stream().filter(p -> p.name().equals("topN")).findFirst().get();

    assertThat(
        List.of("0", "1", "10", "999", "1000", "1001", "x").stream()
            .map(matches(topN)::test)
            .toList(),
        contains(false, true, true, true, true, false, false));
  }

  @Test
  public void readmeIsMadeFromTheMetadata() throws Exception {
    String page = ReadmePage.of(template);
    if (Boolean.getBoolean("options.write")) {
      Files.writeString(template.readme(), page);
    }

    assertThat(ReadmePage.COMMAND, Files.readString(template.readme()), is(page));
  }

  private static Predicate<String> matches(Parameter parameter) {
    return Pattern.compile(parameter.pattern()).asMatchPredicate();
  }
}
