package io.github.happiesthashtags.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The command line. */
final class Settings {
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SPACE = Pattern.compile(" +");

  /** Names, defaults and what they are. */
  private static final String[][] OPTIONS = {
    {"mode", "compare", "compare, size, hashtags, windows, parallelism or latency"},
    {"programs", "", "names or their beginnings; the mode's own without"},
    {
      "inputs",
      "v2,v1.1,v2-storm",
      "with compare: v2 or v1.1, alone or with -storm, -optional or -shuffled"
    },
    {"tweets", "1000000", "statuses of an input"},
    {"sizes", "1000000,2000000,4000000,8000000,16000000", "with size: statuses of the inputs"},
    {"rounds", "5", "how often each program runs, in turns"},
    {"parallelism", "2", "threads, cores or subtasks"},
    {"heap", "1g", "of each JVM"},
    {"flags", "", "of each JVM, separated by spaces; those of runners/embedded.options without"},
    {"archives", "true", "whether each JVM reads its classes from an archive of an earlier run"},
    {"seed", "1", "of the inputs"},
    {"files", "8", "parts of an input"},
    {"rate", "200", "with latency: tweets per second"},
    {"seconds", "120", "with latency: how long"},
    {"jobOptions", "", "more options for the project's jobs, separated by spaces"},
    {"root", ".", "the checkout, packaged"},
    {"work", "benchmarks/target", "for inputs (kept) and outputs (not kept)"},
    {"results", "benchmarks/target/results", "for the tables, plots and raw figures"},
  };

  private final Map<String, String> values = new HashMap<>();

  Settings(String... args) {
    for (String[] option : OPTIONS) {
      values.put(option[0], option[1]);
    }
    for (String arg : args) {
      String[] pair = arg.split("=", 2);
      String name = pair[0].startsWith("--") ? pair[0].substring(2) : "";
      if (pair.length != 2 || !values.containsKey(name)) {
        throw new IllegalArgumentException(arg + " is no option.\n" + help());
      }
      values.put(name, pair[1]);
    }
  }

  static String help() {
    StringBuilder help = new StringBuilder("Options, as --name=value:\n");
    for (String[] option : OPTIONS) {
      help.append("  %-12s %s%n".formatted(option[0], option[2]));
      if (!option[1].isEmpty()) {
        help.append("  %-12s   default: %s%n".formatted("", option[1]));
      }
    }
    return help.toString();
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no option " + name);
    }
    return value;
  }

  int number(String name) {
    try {
      int number = Integer.parseInt(text(name));
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as any other value that is none.
    }
    throw new IllegalArgumentException(
        "--" + name + "=" + text(name) + ": give a whole number above zero");
  }

  Path path(String name) {
    return Path.of(text(name)).toAbsolutePath().normalize();
  }

  /** The same for all programs. */
  List<String> jvmOptions() {
    List<String> options = new ArrayList<>();
    if (text("flags").isEmpty()) {
      options.add("@" + path("root").resolve("runners/embedded.options"));
    } else {
      options.addAll(Arrays.asList(SPACE.split(text("flags"))));
    }
    options.add("-Xmx" + text("heap"));
    return options;
  }

  boolean isSet(String name) {
    return switch (text(name)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "--" + name + "=" + text(name) + ": give true or false");
    };
  }

  /** The values between commas; none of an empty text. */
  List<String> list(String name) {
    return text(name).isEmpty() ? List.of() : Arrays.asList(COMMA.split(text(name)));
  }
}
