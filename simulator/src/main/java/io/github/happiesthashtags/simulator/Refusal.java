package io.github.happiesthashtags.simulator;

import java.util.Arrays;
import java.util.Set;

/**
 * The response of a refused connect, as the fault {@code refuse} describes it.
 *
 * @param status the HTTP status
 * @param times the number of connects to refuse
 * @param retryAfter the seconds in {@code Retry-After}; negative to leave the header out
 * @param reset how many seconds ahead {@code x-rate-limit-reset} is; negative to leave it out
 * @param usageCap whether a 429 says that the account's posts are used up
 * @param cut whether a connection is cut first
 */
record Refusal(int status, int times, long retryAfter, long reset, boolean usageCap, boolean cut) {
  static final Refusal NONE = new Refusal(0, 0, -1, -1, false, false);

  private static final Set<Integer> STATUSES = Set.of(401, 402, 403, 409, 420, 429, 503);

  static Refusal of(int status, int times) {
    return new Refusal(status, times, -1, -1, false, false).checked();
  }

  private Refusal checked() {
    if (!STATUSES.contains(status)) {
      throw new IllegalArgumentException(
          "refuse: invalid status %d, give one of 401, 402, 403, 409, 420, 429, 503"
              .formatted(status));
    }
    if (usageCap && status != 429) {
      throw new IllegalArgumentException(
          "refuse: usage-cap with status %d, give 429".formatted(status));
    }
    if (times < 1) {
      throw new IllegalArgumentException("times is %d: give 1 or more".formatted(times));
    }
    return this;
  }

  Refusal withRetryAfter(long seconds) {
    return new Refusal(status, times, seconds, reset, usageCap, cut);
  }

  Refusal withReset(long seconds) {
    return new Refusal(status, times, retryAfter, seconds, usageCap, cut);
  }

  Refusal withUsageCap() {
    return new Refusal(status, times, retryAfter, reset, true, cut).checked();
  }

  Refusal withCut() {
    return new Refusal(status, times, retryAfter, reset, usageCap, true);
  }

  /**
   * Parses a refusal.
   *
   * @param text the whole fault, for messages
   * @param rest the text after {@code refuse:}
   */
  static Refusal parse(String text, String rest) {
    String[] parts = rest.split(":", -1);
    int status = (int) Fault.parseNumber(text, parts[0]);
    int times = 1;
    long retryAfter = -1;
    long reset = -1;
    boolean usageCap = false;
    boolean cut = false;
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      String value = part.substring(part.indexOf('=') + 1);
      switch (part.substring(0, part.length() - value.length())) {
        case "times=" -> times = (int) Fault.parseNumber(text, value);
        case "retry-after=" -> retryAfter = Fault.parseNumber(text, value);
        case "reset=" -> reset = Fault.parseNumber(text, value);
        default -> {
          switch (part) {
            case "usage-cap" -> usageCap = true;
            case "cut" -> cut = true;
            default ->
                throw new IllegalArgumentException(
                    ("fault '%s': '%s' is none of times=N, retry-after=SECONDS, reset=SECONDS,"
                            + " usage-cap, cut")
                        .formatted(text, part));
          }
        }
      }
    }
    return new Refusal(status, times, retryAfter, reset, usageCap, cut).checked();
  }

  /** Returns the text after {@code refuse:}. */
  String text() {
    return status
        + (times == 1 ? "" : ":times=" + times)
        + (retryAfter < 0 ? "" : ":retry-after=" + retryAfter)
        + (reset < 0 ? "" : ":reset=" + reset)
        + (usageCap ? ":usage-cap" : "")
        + (cut ? ":cut" : "");
  }
}
