package io.github.happiesthashtags.runners.direct;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan of a soak: short and with each fault once by default; {@code -Dsoak.minutes}, {@code
 * -Dsoak.rate} and {@code -Dsoak.faults=false} change it.
 *
 * @param isLong whether the duration was given
 * @param rate statuses a second
 * @param happyShare the share of happy statuses
 * @param maxOutOfOrder also how much longer than itself a gap delays results, so it must be shorter
 *     than the time between two faults
 * @param faultEvery the shortest time between two faults
 * @param faults the faults, in turn
 */
record SoakPlan(
    boolean isLong,
    Duration duration,
    int rate,
    double happyShare,
    Duration window,
    Duration maxOutOfOrder,
    Duration faultEvery,
    List<SoakFault> faults) {

  /**
   * The shortest soak with all faults. The client takes half a minute to notice a half-open
   * connection and waits a minute after a 429.
   */
  private static final Duration LONG_ENOUGH_FOR_ALL = Duration.ofMinutes(5);

  private static final Duration HEAP_EVERY = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** Enough for a client to reconnect and to begin to receive what it missed. */
  private static final Duration BACK_AGAIN = Duration.ofSeconds(4);

  /**
   * A fault and its outage.
   *
   * @param text in the simulator's format
   * @param outage how long the client stays disconnected by its own rules
   */
  record SoakFault(String text, Duration outage) {

    private static SoakFault brief(String text) {
      return new SoakFault(text, Duration.ZERO);
    }

    /** Returns how long the fault affects the lag. */
    Duration settled() {
      return outage.isZero()
          ? Duration.ofSeconds(15)
          : longer(Duration.ofSeconds(60), outage.plusSeconds(15));
    }

    private Duration spacing() {
      return outage.isZero() ? Duration.ZERO : outage.plus(BACK_AGAIN);
    }
  }

  static SoakPlan ofProperties() {
    String minutes = System.getProperty("soak.minutes");
    int rate = Integer.parseInt(System.getProperty("soak.rate", "500"));
    boolean faulty = Boolean.parseBoolean(System.getProperty("soak.faults", "true"));
    if (minutes == null) {
      Duration every = Duration.ofSeconds(2);
      List<SoakFault> faults = faulty ? faults(Duration.ZERO) : List.of();
      Duration duration =
          faults.stream()
              .map(fault -> longer(every, fault.spacing()))
              .reduce(faulty ? every : QUIET, Duration::plus);
      return new SoakPlan(
          false, duration, rate, 0.5, Duration.ofSeconds(10), Duration.ofSeconds(1), every, faults);
    }
    Duration duration = Duration.ofMinutes(Integer.parseInt(minutes));
    return new SoakPlan(
        true,
        duration,
        rate,
        0.1,
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        faulty ? faults(duration) : List.of());
  }

  /** Returns faults that leave the connection open between those that end it. */
  private static List<SoakFault> faults(Duration duration) {
    List<SoakFault> faults = new ArrayList<>();
    for (String text :
        List.of(
            "garbage",
            "cut-mid-line",
            "duplicate:20",
            "cut-mid-character",
            "reorder:20",
            "reset",
            "long-line:1000000",
            "clean-end",
            "slow-drip:1",
            "disconnect-message")) {
      faults.add(SoakFault.brief(text));
    }
    faults.add(new SoakFault("refuse:503:cut", Duration.ofSeconds(5)));
    if (duration.compareTo(LONG_ENOUGH_FOR_ALL) >= 0) {
      // Early in the list, or a run of five minutes would not reach them.
      faults.add(1, new SoakFault("half-open", Duration.ofSeconds(30)));
      faults.add(3, new SoakFault("refuse:429:retry-after=1:cut", Duration.ofSeconds(60)));
    }
    return faults;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Returns how long after a fault the next one is due. */
  Duration nextAfter(SoakFault fault) {
    return longer(faultEvery, fault.spacing());
  }

  Duration heapEvery() {
    Duration quarter = duration.dividedBy(4);
    return quarter.compareTo(HEAP_EVERY) < 0 ? quarter : HEAP_EVERY;
  }

  /** Returns how many windows end within the run at least, whenever it begins. */
  int leastWindows() {
    return (int) duration.dividedBy(window);
  }
}
