package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.feed.Disconnection;
import io.github.happiesthashtags.twitter.http.StreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * An answer other than a stream.
 *
 * @param status the HTTP status
 * @param cause what it means for the connection
 * @param what says so, for a log
 * @param asked how long the server asks to wait; zero if it does not say
 */
record Refusal(int status, Disconnection cause, String what, Duration asked) {
  /** Problem documents have some hundred bytes. */
  private static final int MOST_BYTES = 1 << 16;

  /** Reads the answer; what its body says is only a hint, so a broken one is none. */
  static Refusal of(HttpResponse<InputStream> response, Instant now) {
    int status = response.statusCode();
    Duration retryAfter = seconds(number(response, "retry-after").orElse(0));
    if (status == 429) {
      return isTooManyConnections(response)
          ? new Refusal(
              status,
              Disconnection.TOO_MANY_CONNECTIONS,
              "another connection holds the stream (429, TooManyConnections): end it, or wait for"
                  + " the API to notice that it is gone",
              retryAfter)
          : new Refusal(
              status,
              Disconnection.RATE_LIMIT,
              "too many requests (429)",
              untilReset(response, now, retryAfter));
    }
    if (status == 409) {
      return new Refusal(
          status,
          Disconnection.NO_RULES,
          "the filtered stream has no rules (409): add one",
          retryAfter);
    }
    if (status / 100 == 3) {
      return new Refusal(
          status,
          Disconnection.REDIRECT,
          "the server redirects ("
              + status
              + "), which would carry the token elsewhere: give the"
              + " API's own address",
          retryAfter);
    }
    return new Refusal(status, Disconnection.HTTP, "the server answered " + status, retryAfter);
  }

  private static boolean isTooManyConnections(HttpResponse<InputStream> response) {
    try {
      byte[] body = StreamClient.content(response).readNBytes(MOST_BYTES);
      String text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
      // The API has written it in several ways; the words are the same.
      return text.contains("toomanyconnections") || text.contains("maximum allowed connection");
    } catch (IOException e) {
      return false;
    }
  }

  private static Duration untilReset(HttpResponse<?> response, Instant now, Duration retryAfter) {
    long seconds = now.getEpochSecond();
    return retryAfter.isZero()
        ? seconds(number(response, "x-rate-limit-reset").orElse(seconds) - seconds)
        : retryAfter;
  }

  /** A header's number; none if it is a date or nonsense. */
  private static OptionalLong number(HttpResponse<?> response, String header) {
    try {
      return response.headers().firstValueAsLong(header);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.max(seconds, 0));
  }
}
