package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** The reason for a reconnect, by which reconnects are counted. */
public enum Disconnection {
  /** The server ended the stream regularly. */
  ENDED,
  /** The server announced that it disconnects. */
  OPERATIONAL,
  /** The connection broke or could not be made. */
  NETWORK,
  /** No byte came for longer than the API promises. */
  SILENCE,
  /** The server answered with an error that may be temporary. */
  HTTP,
  /**
   * The server answered with a redirect. A feed does not follow redirects: they would leak the
   * token.
   */
  REDIRECT,
  /** Too many requests. */
  RATE_LIMIT,
  /** The account has used up its posts or credits. */
  USAGE_CAP,
  /** A proxy, not the API, refused the connection. */
  PROXY,
  /** All connections of the account are in use, perhaps one of them by a reader that has died. */
  TOO_MANY_CONNECTIONS,
  /** The filtered stream has no rules. */
  NO_RULES,
  /** The server refused the token, and the token file holds another one by now. */
  TOKEN,
  /** The plan does not include recovery of missed messages. */
  RECOVERY_REFUSED;

  /** Returns whether the connection comes back only after somebody acts. */
  public boolean needsPerson() {
    return switch (this) {
      case USAGE_CAP, PROXY, REDIRECT, NO_RULES -> true;
      default -> false;
    };
  }

  /** Returns the name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Classifies a failure to connect or to read. */
  public static Disconnection of(IOException e) {
    if (isRefusedTunnel(e)) {
      return Disconnection.PROXY;
    }
    return e instanceof SocketTimeoutException ? Disconnection.SILENCE : Disconnection.NETWORK;
  }

  private static boolean isRefusedTunnel(IOException e) {
    // The JDK's HTTP client reports a proxy's answer to CONNECT only in this message.
    return e.getMessage() != null && e.getMessage().startsWith("Tunnel failed");
  }

  /** Describes a failure in words: the JDK's messages are often missing, or name its internals. */
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
      // The JDK's HTTP client gives every other exception a message.
      String reason = e.getMessage() == null ? "Connection refused" : e.getMessage();
      return "cannot connect: " + Printable.line(reason);
    }
    if (isRefusedTunnel(e)) {
      return "the proxy, not the API, refuses to connect to the host: "
          + Printable.line(String.valueOf(e.getMessage()));
    }
    // The JDK's messages quote the server's bytes, such as an unreadable status line.
    String message = e.getMessage();
    return Printable.line(message == null ? e.toString() : message);
  }
}
