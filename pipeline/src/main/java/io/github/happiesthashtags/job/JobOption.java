package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.output.Sinks;
import java.beans.Introspector;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/**
 * An option of the job, as {@link HappiestHashtagsOptions} describes it, and the check of its
 * value.
 *
 * @param name the name without dashes
 * @param group the group in which it is listed
 * @param description what it does, in Markdown
 * @param kind what its value is
 * @param choices all values, or all parts of a list; empty if they cannot be listed
 * @param initial the value that stands for not giving the option; null if there is none, or if the
 *     job decides
 * @param says the other facts
 * @param getter the method that returns the value
 */
record JobOption(
    String name,
    OptionGroup group,
    String description,
    Kind kind,
    List<String> choices,
    @Nullable String initial,
    Option says,
    Method getter) {

  /** The lowest rate or speed. A lower one is a typing error. */
  private static final double MIN_DECIMAL = 0.001;

  private static final Map<String, JobOption> ALL = read();

  /** What the value of an option is. */
  enum Kind {
    TEXT("VALUE"),
    PATH("PATH"),
    LIST("LIST"),
    DURATION("TIME"),
    DECIMAL("NUMBER"),
    NUMBER("NUMBER"),
    CHOICE("NAME"),
    FLAG("true|false");

    private final String placeholder;

    Kind(String placeholder) {
      this.placeholder = placeholder;
    }
  }

  /** Returns all options, in the order of the groups. */
  static Collection<JobOption> all() {
    return ALL.values();
  }

  /** Returns the option of this name, or null. */
  static @Nullable JobOption named(String name) {
    return ALL.get(name);
  }

  /** Returns the option's value, or null if it is not given and has no default. */
  @Nullable Object value(PipelineOptions options) {
    try {
      return getter.invoke(options.as(group.type()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(getter + " failed", e);
    }
  }

  private static Map<String, JobOption> read() {
    Map<Class<?>, Map<String, Method>> unlisted = new HashMap<>();
    Map<String, JobOption> all = new LinkedHashMap<>();
    for (OptionGroup group : OptionGroup.all()) {
      // Beam parses only the options of interfaces that it knows.
      PipelineOptionsFactory.register(group.type());
      Map<String, Method> getters = unlisted.computeIfAbsent(group.type(), JobOption::getters);
      for (String name : group.names()) {
        Method getter = getters.remove(name);
        if (getter == null) {
          throw new IllegalStateException(group + " lists an unknown option: " + name);
        }
        if (all.put(name, of(name, group, getter)) != null) {
          throw new IllegalStateException("two groups list the option " + name);
        }
      }
    }
    unlisted.values().removeIf(Map::isEmpty);
    if (!unlisted.isEmpty()) {
      throw new IllegalStateException("no group lists the options " + unlisted);
    }
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, Method> getters(Class<?> type) {
    Map<String, Method> getters = new LinkedHashMap<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().startsWith("get")) {
        // As Beam names the property.
        getters.put(Introspector.decapitalize(method.getName().substring("get".length())), method);
      }
    }
    return getters;
  }

  private static JobOption of(String name, OptionGroup group, Method getter) {
    Option says = getter.getAnnotation(Option.class);
    Description description = getter.getAnnotation(Description.class);
    if (says == null || description == null) {
      throw new IllegalStateException(getter + " needs @Option and @Description");
    }
    List<String> choices = new ArrayList<>(List.of(says.choices()));
    Object @Nullable [] constants = getter.getReturnType().getEnumConstants();
    if (constants != null) {
      Stream.of(constants).map(Object::toString).forEach(choices::add);
    }
    String text = description.value();
    if (text.contains(Option.SINKS)) {
      choices.addAll(Sinks.labels());
      String sinks =
          Sinks.all().stream()
              .map(sink -> "`" + sink.label() + "` (" + sink.description() + ")")
              .collect(Collectors.joining(", "));
      text = text.replace(Option.SINKS, sinks);
    }
    if (text.contains(Option.SOURCES)) {
      SourceChoice.OF_OTHER_JARS.forEach(source -> choices.add(source.label()));
      String sources =
          SourceChoice.OF_OTHER_JARS.stream()
              .map(source -> "`" + source.label() + "` (" + source.description() + ")")
              .collect(Collectors.joining(", ", " On the class path: ", "."));
      text = text.replace(Option.SOURCES, SourceChoice.OF_OTHER_JARS.isEmpty() ? "" : sources);
    }
    return new JobOption(
        name,
        group,
        text,
        kind(getter.getReturnType(), says.kind(), choices),
        List.copyOf(choices),
        initial(getter, says),
        says,
        getter);
  }

  private static Kind kind(Class<?> type, Option.Kind kind, List<String> choices) {
    if (type == boolean.class || type == Boolean.class) {
      return Kind.FLAG;
    } else if (type == int.class || type == long.class) {
      return Kind.NUMBER;
    } else if (type == double.class) {
      return Kind.DECIMAL;
    }
    return kind == Option.Kind.TEXT && !choices.isEmpty() ? Kind.CHOICE : Kind.valueOf(kind.name());
  }

  private static @Nullable String initial(Method getter, Option says) {
    for (Annotation annotation : getter.getAnnotations()) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (type.getEnclosingClass() == Default.class) {
        try {
          return String.valueOf(type.getMethod("value").invoke(annotation)).replaceAll("\\.0$", "");
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(annotation + " has no value", e);
        }
      }
    }
    return says.absent().isEmpty() ? null : says.absent();
  }

  /** Returns what stands for the value in a list of options. */
  String placeholder() {
    return kind == Kind.CHOICE ? String.join("|", choices) : kind.placeholder;
  }

  /** Returns the description without Markdown. */
  String plainDescription() {
    return description
        .replace("`", "")
        .replaceAll("\\[([^]]*)]\\(([^)#]*)[^)]*\\)", "$1 (docs/$2)");
  }

  /**
   * Checks a value.
   *
   * @param value null if there is none, which is true for a flag
   * @return the value in the form that Beam's parser takes
   * @throws BadOptionException that says what the option takes
   */
  String checked(@Nullable String value) {
    if (value == null) {
      if (kind != Kind.FLAG) {
        throw withoutValue("--" + name);
      }
      return "true";
    }
    if (!says.word().isEmpty() && value.equalsIgnoreCase(says.word())) {
      return says.word();
    }
    return switch (kind) {
      case FLAG -> OptionValues.choice(name, value, List.of("true", "false"));
      case CHOICE -> OptionValues.choice(name, value, choices);
      case NUMBER -> number(value);
      case DECIMAL -> decimal(value);
      case DURATION -> {
        OptionValues.duration(name, value, Duration.ofSeconds(says.min()), orWord());
        yield value;
      }
      case LIST -> {
        if (!choices.isEmpty()) {
          OptionValues.choices(name, value, choices);
        }
        yield value;
      }
      case PATH -> {
        if (value.isBlank()) {
          throw withoutValue("--" + name + "=" + value);
        }
        yield value;
      }
      case TEXT -> value;
    };
  }

  private BadOptionException withoutValue(String arg) {
    return new BadOptionException(
        arg + ": no value; use --" + name + "=" + placeholder() + " (" + plainDescription() + ")");
  }

  private String number(String value) {
    String range =
        (says.min() == Long.MIN_VALUE
                ? ""
                : says.max() == Long.MAX_VALUE
                    ? ", " + says.min() + " or more"
                    : " from " + says.min() + " to " + says.max())
            + orWord();
    try {
      long number = Long.parseLong(value);
      if (number >= says.min() && number <= says.max()) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw BadOptionException.of(name, value, "not a number; use a whole number" + range);
    }
    throw BadOptionException.of(name, value, "out of range; use a whole number" + range);
  }

  private String decimal(String value) {
    String range = "use a number from " + MIN_DECIMAL + " to " + says.max() + orWord();
    try {
      double number = Double.parseDouble(value);
      if (number >= MIN_DECIMAL && number <= says.max()) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw BadOptionException.of(name, value, "not a number; " + range);
    }
    throw BadOptionException.of(name, value, "out of range; " + range);
  }

  private String orWord() {
    return says.word().isEmpty() ? "" : ", or " + says.word();
  }
}
