package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.text.Printable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What separates the API's rules from a file's. A rule with another tag is deleted and added.
 *
 * @param added in the file's order
 * @param deleted in the API's order; they have no line
 * @param unchanged in the file's order
 */
public record RuleChanges(
    List<FilterRule> added, List<FilterRule> deleted, List<FilterRule> unchanged) {

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

  private static Stream<String> lines(String sign, List<FilterRule> rules) {
    return rules.stream().map(rule -> sign + Printable.escaped(rule.toString()));
  }
}
