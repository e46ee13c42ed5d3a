package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.text.Printable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the API's rules and a file's. A rule whose tag differs is deleted and
 * added.
 *
 * @param added the added rules, in the file's order
 * @param deleted the deleted rules, in the API's order and without lines
 * @param unchanged the unchanged rules, in the file's order
 */
public record RuleChanges(List<Rule> added, List<Rule> deleted, List<Rule> unchanged) {

  /** Creates changes with copies of the lists. */
  public RuleChanges {
    added = List.copyOf(added);
    deleted = List.copyOf(deleted);
    unchanged = List.copyOf(unchanged);
  }

  /** Returns the numbers of added, deleted and unchanged rules in one line. */
  public String summary() {
    return "rules: "
        + added.size()
        + " added, "
        + deleted.size()
        + " deleted, "
        + unchanged.size()
        + " unchanged";
  }

  /**
   * Returns one line for each rule: {@code +} if added, {@code -} if deleted, {@code =} if
   * unchanged.
   */
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
   * @param tag a name that X sends with every match, or null
   * @param line the line in the rule's file, from 1; 0 if the rule is not from a file
   */
  public record Rule(String value, @Nullable String tag, int line) {
    @Override
    public String toString() {
      return tag == null ? value : value + "  [" + tag + ']';
    }
  }
}
