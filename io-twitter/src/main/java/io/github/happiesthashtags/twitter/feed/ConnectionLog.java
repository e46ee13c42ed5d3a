package io.github.happiesthashtags.twitter.feed;

import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs once a change of state: a server that stays away must not fill the log. */
public final class ConnectionLog {
  private final Logger log;
  private final String name;
  private final String host;
  private boolean connected = true;

  /**
   * A log of one stream.
   *
   * @param name the stream's
   * @param host the server's
   */
  public ConnectionLog(Logger log, String name, String host) {
    this.log = log;
    this.name = name;
    this.host = host;
  }

  /** The stream is there. */
  public void connected() {
    if (!connected) {
      log.info("{}: connected to {} again", name, host);
      connected = true;
    }
  }

  /** The stream is not there, and is tried again after a wait. */
  public void lost(String what, Duration wait) {
    if (connected) {
      log.warn("{} ({}): {}; trying again, first in {} ms", name, host, what, wait.toMillis());
      connected = false;
    } else {
      log.debug("{} ({}): {}; next try in {} ms", name, host, what, wait.toMillis());
    }
  }

  /** What a failure to connect or to read was. */
  public static Disconnection causeOf(IOException e) {
    return e instanceof SocketTimeoutException ? Disconnection.SILENCE : Disconnection.NETWORK;
  }

  /**
   * Tells, and tells the sink, that what the stream had until then cannot be had any more; nothing
   * if that was received.
   *
   * @param untilMillis in milliseconds since the epoch
   */
  public void lostUntil(FeedSink sink, long untilMillis) {
    FeedProgress progress = sink.progress();
    long millis = untilMillis - progress.reachedMillis();
    if (progress.hasReached() && millis > 0) {
      log.warn(
          "{}: what happened from {} to {} ({} s) is lost",
          name,
          Instant.ofEpochMilli(progress.reachedMillis()),
          Instant.ofEpochMilli(untilMillis),
          (millis + 500) / 1000);
      sink.report().lost(millis);
      sink.complete(untilMillis);
    }
  }

  /** A failure in words: the JDK's often have no message, or are about its own parts. */
  public static String describe(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no such host";
      }
    }
    if (e instanceof HttpTimeoutException) {
      return "the host does not answer";
    }
    if (e instanceof ConnectException) {
      return "no connection can be made"
          + (e.getMessage() == null ? "" : ": " + Printable.line(e.getMessage()));
    }
    // The JDK's messages repeat the server's bytes, such as a status line that cannot be read.
    @Nullable String message = e.getMessage();
    return Printable.line(message == null ? e.toString() : message);
  }
}
