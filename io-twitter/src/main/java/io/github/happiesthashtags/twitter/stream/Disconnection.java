package io.github.happiesthashtags.twitter.stream;

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
}
