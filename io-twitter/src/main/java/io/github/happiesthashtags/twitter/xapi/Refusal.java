package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.http.StreamClient;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than a stream.
 *
 * @param status the HTTP status
 * @param cause what it means for the connection
 * @param what says so, for a log
 * @param asked how long the server asks to wait; zero if it does not say
 * @param words the API's own reason
 */
record Refusal(int status, Disconnection cause, String what, Duration asked, ApiWords words) {
  /**
   * The latest plausible time in seconds since the epoch, thousands of years away; larger values
   * are milliseconds.
   */
  private static final long MAX_SECONDS = 100_000_000_000L;

  /** The same in milliseconds; larger values are nonsense. */
  private static final long MAX_MILLIS = MAX_SECONDS * 1000;

  /** Reads the answer; what its body says is only a hint, so a broken one is none. */
  static Refusal of(HttpResponse<InputStream> response, Instant now) {
    return of(
        response.statusCode(),
        name -> response.headers().firstValue(name).orElse(null),
        ApiWords.of(StreamClient.errorBody(response)),
        now);
  }

  /**
   * The same of an answer that was read.
   *
   * @param headers by their names in lower case
   */
  static Refusal of(
      int status, Function<String, @Nullable String> headers, ApiWords words, Instant now) {
    Duration retryAfter = seconds(number(headers.apply("retry-after")));
    Disconnection cause = cause(status, words);
    Duration asked =
        retryAfter.isZero()
                && (cause == Disconnection.RATE_LIMIT || cause == Disconnection.USAGE_CAP)
            ? untilReset(number(headers.apply("x-rate-limit-reset")), now)
            : retryAfter;
    return new Refusal(status, cause, text(status, cause) + words.suffix(), asked, words);
  }

  private static Disconnection cause(int status, ApiWords words) {
    return switch (status) {
      case 402 -> Disconnection.USAGE_CAP;
      case 407 -> Disconnection.PROXY;
      case 409 -> Disconnection.NO_RULES;
      case 429 -> {
        if (words.isUsageCap()) {
          yield Disconnection.USAGE_CAP;
        }
        yield isTooManyConnections(words)
            ? Disconnection.TOO_MANY_CONNECTIONS
            : Disconnection.RATE_LIMIT;
      }
      default -> status / 100 == 3 ? Disconnection.REDIRECT : Disconnection.HTTP;
    };
  }

  private static String text(int status, Disconnection cause) {
    return switch (cause) {
      case TOO_MANY_CONNECTIONS ->
          "another connection holds the stream (429, TooManyConnections): close it, or wait for the"
              + " API to notice that it is gone";
      case RATE_LIMIT -> "too many requests (429)";
      case USAGE_CAP -> "the account has used up its posts or credits (" + status + ")";
      case NO_RULES -> "the filtered stream has no rules (409): add one";
      case PROXY ->
          "a proxy on the way, not the API, wants a user and a password (407)" + Proxies.REMEDY;
      case REDIRECT ->
          "the server redirects ("
              + status
              + "), which would carry the token elsewhere: give the API's own address";
      default -> "the server answered " + status;
    };
  }

  private static boolean isTooManyConnections(ApiWords words) {
    String text = words.text().toLowerCase(Locale.ROOT);
    // The API has used several error formats with the same words.
    return ApiProblem.isTooManyConnections(words.json())
        || text.contains("toomanyconnections")
        || text.contains("maximum allowed connection");
  }

  /** Returns the time until a moment given in seconds or, as by some gateways, in milliseconds. */
  private static Duration untilReset(long moment, Instant now) {
    boolean inMillis = moment > MAX_SECONDS && moment <= MAX_MILLIS;
    return seconds((inMillis ? moment / 1000 : moment) - now.getEpochSecond());
  }

  /** Returns a header's number; 0 if it is missing, a date or nonsense. */
  private static long number(@Nullable String header) {
    try {
      return header == null ? 0 : Math.max(0, Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.max(seconds, 0));
  }
}
