package io.github.happiesthashtags.job;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The pages that are generated from the options: a part of the docs, and a template's form. */
final class OptionPages {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String BEGIN =
      "<!-- Generated from HappiestHashtagsOptions; " + OptionPagesTest.COMMAND + " -->\n";
  private static final String END = "<!-- End of the generated part -->\n";

  private static final String TIME =
      "(?=.)(\\d{1,6}d)?(\\d{1,6}h)?(\\d{1,8}m)?(\\d{1,9}s)?|P[0-9DTHMS]+";

  /** Options that no template offers, and why. */
  private static final Map<String, String> NOT_IN_TEMPLATES =
      Map.of(
          "job", "a template is the job",
          "demoRate", "for trying things out; a launched job reads recordings or the API",
          "demoSeed", "for trying things out",
          "demoTweets", "for trying things out",
          "xRulesDryRun", "it ends the job before it starts: for the command line",
          "xUsage", "it ends the job before it starts");

  private OptionPages() {}

  /** Returns the page with its tables of options written again. */
  static String docs(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < 0) {
      throw new IllegalStateException("docs/options.md needs the lines " + BEGIN + "and " + END);
    }
    StringBuilder tables = new StringBuilder(page.substring(0, begin)).append(BEGIN);
    for (OptionGroup group : OptionGroup.all()) {
      tables
          .append("\n### ")
          .append(group.title().replaceAll("--\\S+", "`$0`"))
          .append("\n\n| option | default | what it does |\n|---|---|---|\n");
      for (JobOption option : group.options()) {
        tables
            .append("| `--")
            .append(option.name())
            .append("` | ")
            .append(defaults(option))
            .append(" | ")
            .append(option.description().replace("|", "\\|"))
            .append(" |\n");
      }
    }
    return tables.append('\n').append(page.substring(end)).toString();
  }

  private static String defaults(JobOption option) {
    String sliding = JobSettings.Job.SLIDING.initial(option);
    String eventTime = JobSettings.Job.EVENT_TIME.initial(option);
    if (sliding == null || eventTime == null) {
      return "";
    }
    return sliding.equals(eventTime) ? '`' + sliding + '`' : "[the job's](#jobs)";
  }

  /** Returns the metadata of a template with its parameters written again. */
  static String metadata(String json) throws IOException {
    ObjectNode template = (ObjectNode) JSON.readTree(json);
    JobSettings.Job job = job(template.path("job").asText());
    ArrayNode parameters = template.putArray("parameters");
    for (JobOption option : JobOption.all()) {
      if (!NOT_IN_TEMPLATES.containsKey(option.name())) {
        parameters.add(parameter(option, job));
      }
    }
    return JSON.writer(new Layout()).writeValueAsString(template) + '\n';
  }

  private static JobSettings.Job job(String label) {
    return List.of(JobSettings.Job.values()).stream()
        .filter(job -> job.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no job " + label));
  }

  private static ObjectNode parameter(JobOption option, JobSettings.Job job) {
    List<String> owners = option.group().owners();
    ObjectNode parameter =
        JSON.createObjectNode()
            .put("name", option.name())
            .put("label", option.says().label())
            .put(
                "helpText",
                option.plainDescription()
                    + (owners.isEmpty()
                        ? ""
                        : " Only with "
                            + option.group().chooser()
                            + " "
                            + String.join(" or ", owners)
                            + "."))
            .put("type", type(option))
            .put("optional", true);
    String initial = job.initial(option);
    if (initial != null) {
      parameter.put("default", initial);
    }
    String pattern = pattern(option);
    if (pattern != null) {
      parameter.put("pattern", pattern);
    }
    if (option.kind() == JobOption.Kind.CHOICE) {
      option.choices().forEach(parameter.putArray("choices")::add);
    }
    return parameter;
  }

  private static String type(JobOption option) {
    return switch (option.kind()) {
      case TEXT, DECIMAL -> "text";
      case NUMBER -> option.says().word().isEmpty() ? "number" : "text";
      case DURATION -> "duration";
      case CHOICE -> "enum";
      case PATH -> "path";
      case LIST -> "list";
      case FLAG -> "flag";
    };
  }

  private static String pattern(JobOption option) {
    if (!option.says().pattern().isEmpty()) {
      return option.says().pattern();
    }
    String pattern =
        switch (option.kind()) {
          case CHOICE, PATH -> null;
          case TEXT -> ".+";
          case FLAG -> "true|false";
          case DURATION -> TIME;
          case DECIMAL -> "(?=.*[1-9])[0-9]+(\\.[0-9]+)?";
          case NUMBER -> option.says().min() > 0 ? "[1-9][0-9]{0,9}" : "[0-9]{1,18}";
          case LIST -> list(option.choices());
        };
    String word = option.says().word();
    return pattern == null || word.isEmpty() ? pattern : word + '|' + pattern;
  }

  private static String list(List<String> choices) {
    String part = choices.isEmpty() ? "[^,]+" : '(' + String.join("|", choices) + ')';
    return part + "(," + part + ")*";
  }

  /** Two spaces a level, every element of an array on its own line. */
  private static final class Layout extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    Layout() {
      indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new Layout();
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }
  }
}
