package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Why a connection has to be made again; reconnects are counted by it. */
public enum Disconnection {
  /** The server ended the stream regularly. */
  ENDED,
  /** The server said that it disconnects, and did. */
  OPERATIONAL,
  /** The connection broke, or could not be made. */
  NETWORK,
  /** Not a byte came for longer than the API allows itself. */
  SILENCE,
  /** The server answered with an error that it may recover from. */
  HTTP,
  /** The server answered with a redirect, which is not followed: it would carry the token along. */
  REDIRECT,
  /** Too many requests. */
  RATE_LIMIT,
  /** The account has used up its posts or credits. */
  USAGE_CAP,
  /** A proxy refused, not the API. */
  PROXY,
  /** The account's connections are all taken, perhaps by one that is dead already. */
  TOO_MANY_CONNECTIONS,
  /** A filtered stream without a rule. */
  NO_RULES,
  /** The token was refused, and its file holds another one meanwhile. */
  TOKEN,
  /** The plan does not allow to ask for what was missed. */
  RECOVERY_REFUSED;

  /** Whether the connection comes back only after somebody acts. */
  public boolean needsPerson() {
    return switch (this) {
      case USAGE_CAP, PROXY, REDIRECT, NO_RULES -> true;
      default -> false;
    };
  }

  /** The name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a failure to connect or to read was. */
  public static Disconnection of(IOException e) {
    if (isRefusedTunnel(e)) {
      return Disconnection.PROXY;
    }
    return e instanceof SocketTimeoutException ? Disconnection.SILENCE : Disconnection.NETWORK;
  }

  private static boolean isRefusedTunnel(IOException e) {
    // How the JDK's HTTP client tells what a proxy answered to CONNECT.
    return e.getMessage() != null && e.getMessage().startsWith("Tunnel failed");
  }

  /** Describes a failure in words: the JDK's messages are often missing, or about its own parts. */
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
      // Of all its exceptions, the JDK's HTTP client leaves out only this message.
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
