package io.github.happiesthashtags.templates;

import io.github.happiesthashtags.templates.Template.Parameter;
import java.util.List;

/** The README.md of a template. */
final class ReadmePage {
  /** Writes the metadata from the options, and the pages from the metadata. */
  static final String COMMAND =
      "write it with: mvn test -pl pipeline,templates -am -Doptions.write=true"
          + " -Dtest=OptionPagesTest,TemplatesTest -Dsurefire.failIfNoSpecifiedTests=false";

  private ReadmePage() {}

  static String of(Template template) {
    StringBuilder page = new StringBuilder();
    page.append("<!-- Generated from metadata.json; ")
        .append(COMMAND)
        .append(" -->\n\n")
        .append("# ")
        .append(template.label())
        .append("\n\n")
        .append(template.description())
        .append("\n\n## Run it\n\n```sh\n")
        .append("mvn compile exec:exec -Drun.args=\"--job=")
        .append(template.job());
    for (String option : template.example()) {
      page.append(' ').append(option);
    }
    page.append("\"\n```\n\nThe packaged job takes the same options:\n\n```sh\n")
        .append("java -jar runners/direct/target/happiest-hashtags-direct.jar --job=")
        .append(template.job());
    for (String option : template.example()) {
      page.append(" '").append(option).append('\'');
    }
    page.append("\n```\n\n## Parameters\n\nEach is an option, ")
        .append("`--name=value`. All are optional unless they say otherwise.\n\n")
        .append("| option | what | takes | default |\n|---|---|---|---|\n");
    for (Parameter parameter : template.parameters()) {
      page.append("| `--")
          .append(parameter.name())
          .append("` | **")
          .append(cell(parameter.label()))
          .append(parameter.optional() ? "" : " (required)")
          .append(".** ")
          .append(cell(parameter.helpText()))
          .append(" | ")
          .append(takes(parameter))
          .append(" | ")
          .append(parameter.defaultValue() == null ? "" : '`' + parameter.defaultValue() + '`')
          .append(" |\n");
    }
    return page.toString();
  }

  private static String takes(Parameter parameter) {
    return switch (parameter.type()) {
      case TEXT -> "text";
      case NUMBER -> "a whole number";
      case DURATION -> "a time such as `90s`, `10m`, `1h30m`, `PT1H`";
      case ENUM -> quoted(parameter.choices());
      case PATH -> "a path";
      case LIST -> "values separated by commas";
      case FLAG -> quoted(List.of("true", "false"));
    };
  }

  private static String quoted(List<String> values) {
    return '`' + String.join("`, `", values) + '`';
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
