package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.text.Printable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a filtered stream as a text file: one rule a line, optionally followed by a tab and
 * a tag. Blank lines and lines that start with {@code #} and a space are ignored; {@code #java} is
 * a rule.
 *
 * @param name the file's name in messages
 */
record RulesFile(String name, List<RuleChanges.Rule> rules) {
  /** The most rules of an app. Source: X API v2, "Filtered stream", access levels, pay-per-use. */
  static final int MAX_RULES = 1000;

  /**
   * The longest rule, in characters. Source: as above. X does not say there what counts as a
   * character. "Counting characters" counts in the composed form (NFC), and so does this class; the
   * double weights there are for posts only.
   */
  static final int MAX_CHARACTERS = 1024;

  private static final int MAX_ERRORS = 5;

  /** The characters of a rule that a message shows: enough to find the rule. */
  private static final int MAX_SHOWN = 80;

  RulesFile {
    rules = List.copyOf(rules);
  }

  /**
   * Parses a file's text.
   *
   * @throws RulesException whose message names every error, or the first few of many
   */
  static RulesFile parse(String name, String text) throws RulesException {
    List<RuleChanges.Rule> rules = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    Map<String, Integer> lineOf = new HashMap<>();
    int number = 0;
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : withoutMark.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (stripped.isEmpty() || isComment(stripped)) {
        continue;
      }
      String[] parts = line.stripTrailing().split("\t", -1);
      String value = parts[0].strip();
      String error = error(parts, value);
      // X refuses a value that exists already, whatever its tag.
      Integer before = lineOf.putIfAbsent(key(value), number);
      if (error == null && before != null) {
        error = "the same rule as in line " + before + ": leave one of them, with one tag";
      }
      if (error != null) {
        errors.add("line " + number + ": " + error);
      } else {
        rules.add(new RuleChanges.Rule(value, parts.length == 1 ? null : parts[1].strip(), number));
      }
    }
    if (rules.size() > MAX_RULES) {
      errors.add(
          "line "
              + rules.get(MAX_RULES).line()
              + ": rule "
              + (MAX_RULES + 1)
              + " of "
              + rules.size()
              + ": X takes "
              + MAX_RULES
              + ", join some by OR");
    }
    if (rules.isEmpty() && errors.isEmpty()) {
      throw new RulesException(
          name + ": there is no rule in it: a filtered stream needs at least one");
    }
    if (!errors.isEmpty()) {
      throw new RulesException(name + ": " + listed(errors));
    }
    return new RulesFile(name, rules);
  }

  /**
   * Parses lines that did not come from a file.
   *
   * @throws IllegalArgumentException whose message names every error, or the first few of many
   */
  static RulesFile of(List<String> lines) {
    try {
      return parse("rules", String.join("\n", lines));
    } catch (RulesException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static boolean isComment(String stripped) {
    return stripped.charAt(0) == '#'
        && (stripped.length() == 1 || Character.isWhitespace(stripped.charAt(1)));
  }

  private static @Nullable String error(String[] parts, String value) {
    if (parts.length > 2) {
      return "it has " + (parts.length - 1) + " tabs: one, before the tag, is allowed";
    }
    if (value.isEmpty()) {
      return "a tag without a rule: write the rule before the tab";
    }
    String composed = key(value);
    int characters = composed.codePointCount(0, composed.length());
    return characters > MAX_CHARACTERS
        ? characters + " characters: X takes " + MAX_CHARACTERS + ", split it in two"
        : null;
  }

  /** Returns the form of a rule by which X recognises duplicates. */
  static String key(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFC);
  }

  /** Joins the first few errors, and says how many more there are. */
  static String listed(List<String> errors) {
    List<String> shown = errors.subList(0, Math.min(errors.size(), MAX_ERRORS));
    String rest =
        errors.size() > MAX_ERRORS ? "; and " + (errors.size() - MAX_ERRORS) + " more" : "";
    return String.join("; ", shown) + rest;
  }

  /** Returns an exception that names the lines of the rules that the API refused. */
  RulesException refused(List<ApiResponse.Problem> problems) {
    List<String> errors = new ArrayList<>();
    for (ApiResponse.Problem problem : problems) {
      errors.add(name + place(problem) + ": " + problem.line());
    }
    return new RulesException(listed(errors));
  }

  private String place(ApiResponse.Problem problem) {
    String value = problem.value();
    if (value == null) {
      return "";
    }
    String shown = ": " + Printable.line(value, MAX_SHOWN);
    return rules.stream()
        .filter(rule -> key(rule.value()).equals(key(value)))
        .findFirst()
        .map(rule -> " line " + rule.line() + shown)
        .orElse(shown);
  }
}
