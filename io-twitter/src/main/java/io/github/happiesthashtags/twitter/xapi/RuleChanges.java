package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.text.Printable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What separates the API's rules from a file's. A rule with another tag is deleted and added.
 *
 * @param added in the file's order
 * @param deleted in the API's order; they have no line
 * @param unchanged in the file's order
 */
public record RuleChanges(List<Rule> added, List<Rule> deleted, List<Rule> unchanged) {

  /** Takes copies. */
  public RuleChanges {
    added = List.copyOf(added);
    deleted = List.copyOf(deleted);
    unchanged = List.copyOf(unchanged);
  }

  /** The numbers, in one line. */
  public String summary() {
    return "rules: "
        + added.size()
        + " added, "
        + deleted.size()
        + " deleted, "
        + unchanged.size()
        + " unchanged";
  }

  /** A line a rule: {@code +} if added, {@code -} if deleted, {@code =} if unchanged. */
  public String describe() {
    return Stream.of(lines("+ ", added), lines("- ", deleted), lines("= ", unchanged))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> lines(String sign, List<Rule> rules) {
    return rules.stream().map(rule -> sign + Printable.escaped(rule.toString()));
  }

  /**
   * A rule of the filtered stream.
   *
   * @param value the rule itself, such as {@code #java lang:en}
   * @param tag a name that comes back with every match, or none
   * @param line where it stands in its file, from 1; 0 if in none
   */
  public record Rule(String value, @Nullable String tag, int line) {
    @Override
    public String toString() {
      return tag == null ? value : value + "  [" + tag + ']';
    }
  }
}
