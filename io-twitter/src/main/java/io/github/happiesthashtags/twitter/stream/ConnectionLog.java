package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.text.Printable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A log that reports each change of a stream's state once, so that an unreachable server does not
 * fill it.
 */
public final class ConnectionLog {
  /** Early ends in a row that make a stream unsteady: after one, the next is still unlikely. */
  private static final int UNSTEADY_ENDS = 2;

  private final Logger log;
  private final String name;
  private final String host;
  private boolean connected = true;
  private boolean unsteady;
  private boolean throttled;
  private @Nullable Disconnection told;
  private long unsteadyLostMillis;

  /**
   * Creates the log of one stream.
   *
   * @param name the stream's name
   * @param host the server's name
   */
  public ConnectionLog(Logger log, String name, String host) {
    this.log = log;
    this.name = name;
    this.host = host;
  }

  /** Records that the stream is connected. */
  public void connected() {
    if (!connected && !unsteady) {
      log.info("{}: connected to {} again", name, host);
      connected = true;
    }
  }

  /** Records that the connection is steady: see {@link ReconnectPolicy#isSteady}. */
  public void steady() {
    if (unsteady) {
      unsteady = false;
      throttled = false;
      if (unsteadyLostMillis > 0) {
        log.warn(
            "{}: meanwhile, {} s of the stream were lost for good",
            name,
            seconds(unsteadyLostMillis));
      }
      unsteadyLostMillis = 0;
      connected();
    }
  }

  /** Returns whether connections kept ending early and none has been steady since. */
  public boolean isUnsteady() {
    return unsteady;
  }

  /**
   * Logs that the stream is not connected and when the feed tries again.
   *
   * @param cause logged again if it needs a person, even if the stream was not connected before
   * @param why the reason, for a person
   * @param wait the time until the next try
   * @param earlyEnds see {@link ReconnectPolicy#earlyEnds}
   */
  public void lost(Disconnection cause, String why, Duration wait, int earlyEnds) {
    // The reason may quote the server.
    String what = Printable.escaped(why);
    boolean isNews = connected || (cause.needsPerson() && cause != told);
    told = isNews ? cause : told;
    if (!isNews) {
      log.debug("{} ({}): {}; next try in {}", name, host, what, told(wait));
      return;
    }
    connected = false;
    if (earlyEnds < UNSTEADY_ENDS || cause.needsPerson()) {
      log.warn("{} ({}): {}; trying again, first in {}", name, host, what, told(wait));
      return;
    }
    unsteady = true;
    log.warn(
        "{} ({}): {}; {} connections in a row ended within {} s; trying again with growing waits,"
            + " next in {}",
        name,
        host,
        what,
        earlyEnds,
        ReconnectPolicy.STEADY.toSeconds(),
        told(wait));
  }

  /** Logs that the feed delays its next connection, so that the API does not lock out the app. */
  void throttled(int connects, Duration window, Duration wait) {
    if (throttled) {
      log.debug("{} ({}): next try in {}", name, host, told(wait));
      return;
    }
    throttled = true;
    log.warn(
        "{} ({}): connected {} times in the last {} minutes, close to the API's limit:"
            + " connecting again in {} s, later connections as far apart",
        name,
        host,
        connects,
        window.toMinutes(),
        seconds(wait.toMillis()));
  }

  /** Logs that the stream's messages from a period are lost for good. */
  void gap(long fromMillis, long untilMillis) {
    long millis = untilMillis - fromMillis;
    if (unsteady) {
      // One log line covers all gaps of the unsteady time.
      unsteadyLostMillis += millis;
      return;
    }
    log.warn(
        "{}: what happened from {} to {} ({} s) is lost",
        name,
        Instant.ofEpochMilli(fromMillis),
        Instant.ofEpochMilli(untilMillis),
        seconds(millis));
  }

  private static String told(Duration wait) {
    long millis = wait.toMillis();
    return millis < 1_000 ? millis + " ms" : seconds(millis) + " s";
  }

  private static long seconds(long millis) {
    return (millis + 500) / 1000;
  }
}
