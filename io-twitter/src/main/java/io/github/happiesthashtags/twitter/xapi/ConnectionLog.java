package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.feed.Disconnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs once a change of state: a server that stays away must not fill the log. */
final class ConnectionLog {
  private final Logger log;
  private final String name;
  private final String host;
  private boolean connected = true;

  ConnectionLog(Logger log, String name, String host) {
    this.log = log;
    this.name = name;
    this.host = host;
  }

  void connected() {
    if (!connected) {
      log.info("{}: connected to {} again", name, host);
      connected = true;
    }
  }

  void lost(String what, Duration wait) {
    if (connected) {
      log.warn("{} ({}): {}; trying again, first in {} ms", name, host, what, wait.toMillis());
      connected = false;
    } else {
      log.debug("{} ({}): {}; next try in {} ms", name, host, what, wait.toMillis());
    }
  }

  static Disconnection causeOf(IOException e) {
    return e instanceof SocketTimeoutException ? Disconnection.SILENCE : Disconnection.NETWORK;
  }

  /** A failure in words: the JDK's often have no message, or are about its own parts. */
  static String describe(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no such host";
      }
    }
    if (e instanceof HttpTimeoutException) {
      return "the host does not answer";
    }
    if (e instanceof ConnectException) {
      return "no connection can be made" + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
    @Nullable String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
