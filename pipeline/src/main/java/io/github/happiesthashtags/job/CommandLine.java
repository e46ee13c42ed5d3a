package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Command line arguments to options, with errors of one line. */
final class CommandLine {
  /** Options that stand for themselves: without a value they are true. */
  private static final Set<String> FLAGS =
      Set.of("writeEarly", "csvEscapeFormulas", "xRulesDryRun", "allowSharedTokenFile");

  /** Where in its input Jackson failed: there is none that the user knows. */
  private static final String JACKSON_SOURCE = " at \\[Source: .*";

  private static final Pattern UNKNOWN =
      Pattern.compile(
          "missing a property named '([^']*)'(?:.*[Dd]id you mean (?:one of )?\\[?'?([\\w, ]+))?");

  private CommandLine() {}

  /** Whether help is asked for; with a value too, at which Beam would end the process. */
  static boolean wantsHelp(String[] args) {
    return names(args).contains("help");
  }

  /** Whether the arguments ask for the version. */
  static boolean wantsVersion(String[] args) {
    return names(args).contains("version");
  }

  /** The names of the options given. */
  static Set<String> names(String[] args) {
    Set<String> names = new HashSet<>();
    for (String arg : args) {
      names.add(name(arg));
    }
    return names;
  }

  private static String name(String arg) {
    int equals = arg.indexOf('=');
    return arg.substring(arg.startsWith("--") ? 2 : 0, equals < 0 ? arg.length() : equals);
  }

  /**
   * The options.
   *
   * @throws BadOptionException for what is no option, without its value, or given twice
   */
  static HappiestHashtagsOptions parse(String[] args) {
    Map<String, String> own = descriptions();
    Set<String> seen = new HashSet<>();
    for (String arg : args) {
      if (!arg.startsWith("--")) {
        throw new BadOptionException(arg + ": it takes options of the form --name=value");
      }
      String name = name(arg);
      String description = own.get(name);
      if (description == null) {
        continue;
      }
      if (!seen.add(name)) {
        throw twice(name);
      }
      if (arg.indexOf('=') < 0 && !FLAGS.contains(name)) {
        throw new BadOptionException(
            "--" + name + ": it has no value; it takes --" + name + "=... (" + description + ")");
      }
    }
    try {
      return PipelineOptionsFactory.fromArgs(args).as(HappiestHashtagsOptions.class);
    } catch (IllegalArgumentException e) {
      throw explained(args, e);
    }
  }

  private static BadOptionException twice(String name) {
    return new BadOptionException("--" + name + ": it is given twice; give it once");
  }

  /** Beam's message names no option when a value is bad: the option that fails alone is the one. */
  private static BadOptionException explained(String[] args, IllegalArgumentException together) {
    Set<String> seen = new HashSet<>();
    for (String arg : args) {
      try {
        PipelineOptionsFactory.fromArgs(arg).as(HappiestHashtagsOptions.class);
      } catch (IllegalArgumentException alone) {
        return new BadOptionException(explain(arg, String.valueOf(alone.getMessage())));
      }
      if (!seen.add(name(arg))) {
        return twice(name(arg));
      }
    }
    return new BadOptionException(
        explain(String.join(" ", args), String.valueOf(together.getMessage())));
  }

  private static String explain(String arg, String message) {
    String line = message.replaceAll("\\s+", " ").replaceAll(JACKSON_SOURCE, "").strip();
    Matcher unknown = UNKNOWN.matcher(line);
    if (!unknown.find()) {
      return arg + ": " + line;
    }
    String meant = unknown.group(2);
    return "--"
        + unknown.group(1)
        + ": there is no such option"
        + (meant == null ? "" : ", did you mean --" + meant.strip() + "?")
        + "; --help lists them";
  }

  /** The job's own options with what they mean, by name. */
  static Map<String, String> descriptions() {
    Map<String, String> descriptions = new TreeMap<>();
    for (Method method : HappiestHashtagsOptions.class.getDeclaredMethods()) {
      @Nullable Description description = method.getAnnotation(Description.class);
      if (description != null && method.getName().startsWith("get")) {
        // As Beam names the property.
        descriptions.put(
            Introspector.decapitalize(method.getName().substring("get".length())),
            description.value());
      }
    }
    return descriptions;
  }

  /** What {@code --help} prints. */
  static List<String> help() {
    List<String> lines = new ArrayList<>();
    lines.add("Ranks the hashtags whose tweets had the most smiles, per window of event time.");
    lines.add("");
    descriptions().forEach((name, text) -> lines.add("  --" + name + "=...\n      " + text));
    lines.add("");
    lines.add("  --version\n      Prints the version and ends.");
    lines.add("");
    lines.add("Options of Beam and of the runner may be given too, such as --runner.");
    lines.add("");
    lines.add(
        "With simulator as the first word, the program serves a simulated X API on this machine;");
    lines.add("simulator --help lists the options for that.");
    return lines;
  }
}
