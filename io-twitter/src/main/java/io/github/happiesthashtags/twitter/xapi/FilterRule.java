package io.github.happiesthashtags.twitter.xapi;

import org.jspecify.annotations.Nullable;

/**
 * A rule of the filtered stream.
 *
 * @param value the rule itself, such as {@code #java lang:en}
 * @param tag a name that comes back with every match, or none
 * @param line where it stands in its file, from 1; 0 if in none
 */
public record FilterRule(String value, @Nullable String tag, int line) {
  @Override
  public String toString() {
    return tag == null ? value : value + "  [" + tag + ']';
  }
}
