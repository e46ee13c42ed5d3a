package io.github.happiesthashtags.twitter.testing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for actions of other threads. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(5);

  private Eventually() {}

  /** Waits until the condition holds. */
  public static void until(String what, Callable<Boolean> condition) {
    await(what).until(condition);
  }

  /** Waits for a value other than null. */
  public static <T> T value(String what, Callable<T> source) {
    return await(what).until(source, value -> value != null);
  }

  /** Waits until no thread of this name is left. */
  public static void noThreadNamed(String name) {
    until("no thread " + name, () -> !threadNames().contains(name));
  }

  /** Returns the names of all live threads. */
  public static Set<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(PATIENCE);
  }
}
