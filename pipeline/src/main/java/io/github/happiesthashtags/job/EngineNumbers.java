package io.github.happiesthashtags.job;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the numbers in an engine's own options. The engine would fail on them too, but later and
 * with a stack trace.
 */
public final class EngineNumbers {
  private static final Pattern PORT = Pattern.compile(":(\\d+)(?=$|[,/])");
  private static final int MAX_PORT_DIGITS = 5;
  private static final int MAX_PORT = 65_535;

  private final Set<String> given;

  /**
   * A check of the options that the user gave; defaults are not checked.
   *
   * @param given the names of those options
   */
  public EngineNumbers(Set<String> given) {
    this.given = given;
  }

  /** Refuses a number outside of the range. */
  public EngineNumbers check(String option, Number value, Number min, Number max) {
    return check(option, value, min, max, "");
  }

  /** Refuses a number outside of the range; -1 turns the option off. */
  public EngineNumbers checkUnlessOff(String option, Number value, Number min, Number max) {
    return value.doubleValue() == -1 ? this : check(option, value, min, max, ", or -1 for none");
  }

  private EngineNumbers check(String option, Number value, Number min, Number max, String more) {
    double number = value.doubleValue();
    if (given.contains(option) && !(number >= min.doubleValue() && number <= max.doubleValue())) {
      throw BadOptionException.of(
          option, value.toString(), "out of range; use a number from " + min + " to " + max + more);
    }
    return this;
  }

  /** Refuses an invalid port in any {@code HOST:PORT} in the value. */
  public EngineNumbers checkPorts(String option, String value) {
    Matcher ports = PORT.matcher(value);
    while (given.contains(option) && ports.find()) {
      String port = ports.group(1);
      if (port.length() > MAX_PORT_DIGITS
          || Integer.parseInt(port) > MAX_PORT
          || Integer.parseInt(port) == 0) {
        throw BadOptionException.of(option, value, "not a port; use ports from 1 to " + MAX_PORT);
      }
    }
    return this;
  }
}
