package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public final class ApiResponseTest {
  @Test
  public void tooManyConnectionsAreToldFromOtherProblems() {
    String issue = "{\"title\":\"ConnectionException\",\"connection_issue\":\"%s\"}";
    List<String> yes = new ArrayList<>();
    for (String spelling : List.of("TooManyConnections", "too_many_connections")) {
      yes.add(String.format(issue, spelling));
      yes.add("{\"errors\":[" + String.format(issue, spelling) + "]}");
    }
    yes.add("{\"title\":\"TooManyConnections\"}");
    yes.add("{\"detail\":\"This stream is currently at the maximum allowed connection limit.\"}");
    for (String problem : yes) {
      assertThat(problem, cause(problem), is(Disconnection.TOO_MANY_CONNECTIONS));
    }
    for (String problem :
        List.of(
            String.format(issue, "RuleConfigurationIssue"),
            String.format(issue, "ProvisioningSubscription"),
            "{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\",\"status\":429}",
            "{\"title\":\"UsageCapExceeded\",\"type\":\"https://api.x.com/2/problems/usage-capped\"}",
            "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}",
            "{}",
            "[]",
            "null",
            "")) {
      assertThat(problem, cause(problem), is(not(Disconnection.TOO_MANY_CONNECTIONS)));
    }
  }

  @Test
  public void aProblemIsOneReadableLineOfLimitedLength() {
    assertThat(
        line("{\"title\":\"T\",\"detail\":\"d\\r\\n\\u001b[31m e\"}"), is("T: d \\u001B[31m e"));
    assertThat(line("{\"title\":\"Same\",\"detail\":\"Same\"}"), is("Same"));
    assertThat(
        line("{\"code\":88,\"message\":\"Rate limit exceeded\"}"), is("Rate limit exceeded"));
    assertThat(line("{\"errors\":[{\"type\":\"about:blank\"}]}"), is("no reason given"));
    assertThat(
        line("{\"detail\":\"" + "\uD83D\uDE00".repeat(301) + "\"}"),
        allOf(startsWith("\uD83D\uDE00"), is("\uD83D\uDE00".repeat(300) + "...")));
  }

  private static String line(String document) {
    return response(document).problems().get(0).line();
  }

  private static Disconnection cause(String document) {
    return response(document).cause();
  }

  /** Returns a refusal with this body. */
  static ApiResponse response(String document) {
    return new ApiResponse(
        "api.test",
        "GET /2/a",
        429,
        HttpHeaders.of(Map.of(), (name, value) -> true),
        ApiWords.of(document.getBytes(UTF_8)));
  }
}
