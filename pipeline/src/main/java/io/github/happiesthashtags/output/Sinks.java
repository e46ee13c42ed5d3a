package io.github.happiesthashtags.output;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The sinks on the class path, by their {@code --output} names. */
public final class Sinks {
  // Sorted, because the order of the class path must not change the pages made from it.
  private static final List<Sink> ALL =
      ServiceLoader.load(Sink.class).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Sink::label))
          .toList();

  private Sinks() {}

  /** Returns all sinks, sorted by name. */
  public static List<Sink> all() {
    return ALL;
  }

  /** Returns all names, sorted. */
  public static List<String> labels() {
    return ALL.stream().map(Sink::label).toList();
  }

  /**
   * Returns the sink of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Sink named(String label) {
    return ALL.stream()
        .filter(sink -> sink.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no sink " + label));
  }
}
