package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API said to one call.
 *
 * @param host who said it
 * @param call the call's method and path, without the query
 * @param headers those about limits, by their names in lower case
 * @param body null if there was none, or none in JSON
 */
record ApiAnswer(
    String host, String call, int status, Map<String, String> headers, @Nullable JsonNode body) {

  boolean isSuccess() {
    return status / 100 == 2;
  }

  List<ApiProblem> problems() {
    return ApiProblem.of(body);
  }

  /** The failure that this answer is, in one line. */
  IOException failure() {
    ApiWords words = ApiWords.of(body);
    String why = words.suffix();
    if (status == 401) {
      return new CredentialsException(
          host
              + " refused the bearer token (401)"
              + why
              + ": check the token file, or create a new token in the developer portal");
    }
    if (status == 403) {
      return new CredentialsException(
          host
              + " does not allow this app "
              + call
              + " (403)"
              + why
              + ": check the plan and the app's access in the developer portal");
    }
    if (status == 400) {
      return new InvalidRequestException(host, call, words);
    }
    return new RefusedException(
        host + " answered " + status + " to " + call + why,
        Refusal.of(status, headers::get, words, Instant.now()));
  }
}
