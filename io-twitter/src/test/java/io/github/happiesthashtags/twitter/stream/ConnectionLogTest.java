package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** What the log of a stream tells a person. */
public final class ConnectionLogTest {
  private final List<String> warnings = new ArrayList<>();

  private Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, args) -> {
              if (method.getName().equals("warn")
                  && args[args.length - 1] instanceof Object[] all) {
                warnings.add(MessageFormatter.arrayFormat((String) args[0], all).getMessage());
              }
              return null;
            });
  }

  @Test
  public void shortWaitsAreInMillisecondsAndLongOnesInSeconds() {
    Map<Duration, String> waits =
        Map.of(
            Duration.ZERO,
            "first in 0 ms",
            Duration.ofMillis(250),
            "first in 250 ms",
            Duration.ofSeconds(5),
            "first in 5 s",
            Duration.ofSeconds(320),
            "first in 320 s");
    waits.forEach(
        (wait, told) -> {
          ConnectionLog log = new ConnectionLog(logger(), "sample", "api.x.com");
          log.lost(Disconnection.NETWORK, "the connection broke", wait, 0);
          assertThat(warnings.get(warnings.size() - 1), endsWith(told));
        });
  }
}
