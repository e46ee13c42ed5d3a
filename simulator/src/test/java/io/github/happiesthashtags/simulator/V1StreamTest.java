package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class V1StreamTest {
  private static final String SAMPLE = "/1.1/statuses/sample.json";
  private static final String FILTER = "/1.1/statuses/filter.json";

  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final XApiSimulator simulator =
      XApiSimulator.builder()
          .tweetsPerSecond(0.1)
          .keepAlive(Duration.ofSeconds(8))
          .clock(new VirtualClock(Instant.parse("2024-05-06T07:00:00Z")))
          .consumerKey("key", "key secret")
          .accessToken("token", "token secret")
          .start();

  @After
  public void close() {
    simulator.close();
  }

  @Test
  public void aSignedRequestGetsV1MessagesAndBlankKeepAlives() throws Exception {
    try (RawClient client = ask("GET", SAMPLE, "", "", "key", "token", "token secret")) {
      assertThat(client.status(), is(200));
      assertThat(new String(client.line(), UTF_8), startsWith("{\"created_at\":"));
      assertThat(new String(client.line(), UTF_8), is("\r\n"));
      assertThat(client.messages(50), hasSize(50));
    }
  }

  @Test
  public void queriesAndFormsAreSignedToo() throws Exception {
    try (RawClient client = ask("GET", FILTER, "track=a%20b", "", "key", "token", "token secret")) {
      assertThat(client.status(), is(200));
    }
    simulator.inject(Fault.refuse(420));
    try (RawClient client =
        ask("POST", FILTER, "", "track=%23happy", "key", "token", "token secret")) {
      assertThat(client.status(), is(420));
    }
  }

  @Test
  public void whoIsNotKnownIsUnauthorized() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("other", "token", "token secret"),
            List.of("key", "other", "token secret"),
            List.of("key", "token", "other"))) {
      try (RawClient client =
          ask("GET", SAMPLE, "", "", wrong.get(0), wrong.get(1), wrong.get(2))) {
        assertThat(client.status(), is(401));
      }
    }
    try (RawClient bearer = RawClient.get(simulator, SAMPLE)) {
      assertThat(bearer.status(), is(401));
    }
  }

  @Test
  public void aFilterMustFilterByAtLeastOneThing() throws Exception {
    try (RawClient client = ask("GET", FILTER, "", "", "key", "token", "token secret")) {
      assertThat(client.status(), is(406));
    }
  }

  @Test
  public void aCutInACharacterIsOneInAnEscape() throws Exception {
    simulator.inject(Fault.cutMidCharacter());
    try (RawClient client = ask("GET", SAMPLE, "", "", "key", "token", "token secret")) {
      List<String> messages = client.messages();
      assertThat(client.end(), is(RawClient.End.CUT));
      assertThat(messages.get(messages.size() - 1).matches("(?s).*\\\\u[0-9a-f]"), is(true));
    }
  }

  private RawClient ask(
      String method,
      String path,
      String query,
      String form,
      String key,
      String token,
      String tokenSecret)
      throws Exception {
    String host = "127.0.0.1:" + simulator.uri().getPort();
    List<RequestHead.Parameter> oauth =
        new ArrayList<>(
            List.of(
                new RequestHead.Parameter("oauth_consumer_key", key),
                new RequestHead.Parameter("oauth_token", token),
                new RequestHead.Parameter("oauth_signature_method", "HMAC-SHA1"),
                new RequestHead.Parameter("oauth_timestamp", "1700000000"),
                new RequestHead.Parameter("oauth_nonce", "abc"),
                new RequestHead.Parameter("oauth_version", "1.0")));
    List<RequestHead.Parameter> all = new ArrayList<>(oauth);
    all.addAll(RequestHead.parameters(query));
    all.addAll(RequestHead.parameters(form));
    String signature =
        new Credentials("", key, "key secret", token, tokenSecret)
            .signature(method, "http://" + host + path, all);
    oauth.add(new RequestHead.Parameter("oauth_signature", signature));
    StringBuilder header = new StringBuilder("OAuth ");
    for (RequestHead.Parameter one : oauth) {
      header.append(one.name()).append("=\"");
      header.append(URLEncoder.encode(one.value(), UTF_8)).append("\", ");
    }
    RawClient client =
        RawClient.send(
            simulator,
            ("%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\n%s")
                .formatted(
                    method,
                    query.isEmpty() ? path : path + "?" + query,
                    host,
                    header,
                    form.length(),
                    form));
    client.readHead();
    return client;
  }

  @Test
  public void theSignatureIsThatOfThePublishedExample() {
    Credentials example =
        new Credentials(
            "", "dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00");
    List<RequestHead.Parameter> parameters =
        RequestHead.parameters(
            "file=vacation.jpg&size=original&oauth_consumer_key=dpf43f3p2l4k3l03"
                + "&oauth_token=nnch734d00sl2jdk&oauth_signature_method=HMAC-SHA1"
                + "&oauth_timestamp=1191242096&oauth_nonce=kllo9940pd9333jh&oauth_version=1.0");
    assertThat(
        example.signature("GET", "http://photos.example.net/photos", parameters),
        is("tR3+Ty81lMeYAr/Fid0kMTYa/WM="));
  }
}
