package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * Command line arguments to options.
 *
 * <p>Beam's parser does not say which option has a bad value. So this class checks names, and the
 * values of the job's own options and of all simple types, before Beam parses them.
 */
final class CommandLine {
  /** Names that differ in more characters are probably not meant. */
  private static final int MAX_TYPING_ERRORS = 2;

  private final Map<String, Class<?>> beamTypes = beamTypes();
  private final Set<String> seen = new HashSet<>();
  private final List<String> checked = new ArrayList<>();

  /** The arguments whose values only Beam can check. */
  private final List<String> unchecked = new ArrayList<>();

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
   * Checks and parses the arguments.
   *
   * @throws BadOptionException for an argument that is not an option or has a bad value, an option
   *     that is given twice, or one that does not belong to the source or the output
   */
  static HappiestHashtagsOptions parse(String[] args) {
    CommandLine line = new CommandLine();
    for (String arg : args) {
      line.check(arg);
    }
    HappiestHashtagsOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(line.checked.toArray(new String[0]))
              .as(HappiestHashtagsOptions.class);
    } catch (IllegalArgumentException e) {
      throw new BadOptionException(
          String.join(" ", line.unchecked) + ": " + oneLine(String.valueOf(e.getMessage())));
    }
    for (String arg : args) {
      checkOwner(arg, options);
    }
    return options;
  }

  private void check(String arg) {
    String name = name(arg);
    if (!arg.startsWith("--") || name.isEmpty()) {
      throw new BadOptionException(
          arg
              + (arg.startsWith("--") ? ": empty argument name" : ": not an option")
              + "; write options as --name=value");
    }
    String value = arg.indexOf('=') < 0 ? null : arg.substring(arg.indexOf('=') + 1);
    JobOption own = JobOption.named(name);
    if (own != null) {
      checkOnce(name);
      checked.add("--" + name + '=' + own.checked(value));
      return;
    }
    Class<?> type = beamTypes.get(name);
    if (type == null) {
      throw unknown(name);
    }
    if (!isMany(type)) {
      checkOnce(name);
    }
    checkForBeam(arg, name, value == null ? "true" : value, type);
  }

  private void checkOnce(String name) {
    if (!seen.add(name)) {
      throw new BadOptionException("--" + name + ": given twice; give it once");
    }
  }

  /** Whether Beam accepts such an option more than once. */
  private static boolean isMany(Class<?> type) {
    return type.isArray() || Collection.class.isAssignableFrom(type) || type == Map.class;
  }

  private BadOptionException unknown(String name) {
    List<String> meant = new ArrayList<>();
    List<String> known = new ArrayList<>(beamTypes.keySet());
    JobOption.all().forEach(option -> known.add(option.name()));
    for (String other : known) {
      if (StringUtils.getLevenshteinDistance(name, other) <= MAX_TYPING_ERRORS) {
        meant.add("--" + other);
      }
    }
    return new BadOptionException(
        "--"
            + name
            + ": there is no such option"
            + (meant.isEmpty() ? "" : ", did you mean " + String.join(" or ", meant) + "?")
            + "; --help lists them");
  }

  /** Checks a value of Beam or of the runner, as far as its type is simple. */
  private void checkForBeam(String arg, String name, String value, Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      checked.add("--" + name + '=' + OptionValues.choice(name, value, List.of("true", "false")));
      return;
    }
    if (type == int.class || type == Integer.class) {
      checkNumber(name, value, Integer::parseInt, "a whole number of at most 10 digits");
    } else if (type == long.class || type == Long.class) {
      checkNumber(name, value, Long::parseLong, "a whole number");
    } else if (type == double.class || type == Double.class) {
      checkNumber(name, value, Double::parseDouble, "a number");
    } else if (type != String.class) {
      unchecked.add(arg);
    }
    checked.add(arg);
  }

  private static void checkNumber(
      String name, String value, Function<String, Number> parser, String takes) {
    try {
      Number unused = parser.apply(value);
    } catch (NumberFormatException e) {
      throw BadOptionException.of(name, value, "not " + takes + "; give one");
    }
  }

  /** An option of another source or sink is a mistake that would otherwise go unnoticed. */
  private static void checkOwner(String arg, HappiestHashtagsOptions options) {
    JobOption own = JobOption.named(name(arg));
    if (own == null || own.group().owners().isEmpty()) {
      return;
    }
    String chooser = own.group().chooser();
    boolean ofSinks = own.group().isOfSinks();
    List<String> chosen = ofSinks ? JobSettings.outputs(options) : List.of(options.getSource());
    List<String> owners = own.group().owners();
    if (Collections.disjoint(owners, chosen)) {
      String belongs = "--" + chooser + "=" + String.join(" or ", owners);
      throw new BadOptionException(
          // A database's address may have a password in it.
          (own.group().isOwn() ? "--" + own.name() : arg)
              + ": only for "
              + belongs
              + ", and the "
              + chooser
              + " is "
              + String.join(",", chosen)
              + "; give "
              + belongs
              + ", or leave it out");
    }
  }

  /** Returns Beam's message on one line, without Jackson's place in a text that nobody sees. */
  private static String oneLine(String message) {
    int place = message.indexOf(" at [Source");
    return (place < 0 ? message : message.substring(0, place)).replaceAll("\\s+", " ").strip();
  }

  /** Returns the options of Beam and of the runners on the class path, with their types. */
  private static Map<String, Class<?>> beamTypes() {
    Map<String, Class<?>> types = new TreeMap<>();
    for (Class<?> options : PipelineOptionsFactory.getRegisteredOptions()) {
      for (Method method : options.getMethods()) {
        String property = property(method);
        if (property != null) {
          types.put(property, method.getReturnType());
        }
      }
    }
    return types;
  }

  private static @Nullable String property(Method method) {
    String name = method.getName();
    if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
      return null;
    } else if (name.startsWith("get")) {
      return Introspector.decapitalize(name.substring("get".length()));
    }
    return name.startsWith("is") ? Introspector.decapitalize(name.substring("is".length())) : null;
  }
}
