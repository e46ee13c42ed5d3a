package io.github.happiesthashtags.twitter.v1;

import static io.github.happiesthashtags.twitter.testing.ScriptedServer.chunk;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.status;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import io.github.happiesthashtags.twitter.testing.WireMessages;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class StreamRequestTest {
  private static final Pattern OAUTH_PART = Pattern.compile("(oauth_[a-z_]+)=\"([^\"]*)\"");

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void withoutKeywordsTheSampleIsAskedForAndSigned() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(401))) {
      String request = requestFor(server, List.of(), List.of("en", "pt"));
      assertThat(
          request,
          startsWith(
              "GET /1.1/statuses/sample.json?stall_warnings=true&language=en%2Cpt HTTP/1.1\n"));
      assertSigned(
          request,
          "GET",
          V1Run.baseUrl(server) + "statuses/sample.json",
          Map.of("stall_warnings", "true", "language", "en,pt"));
    }
  }

  @Test
  public void keywordsAreAskedForInASignedForm() throws Exception {
    List<String> track = List.of("#happy", "a b", "\ud83d\ude00", "x=1&y~*+");
    try (ScriptedServer server = new ScriptedServer(status(401))) {
      String request = requestFor(server, track, List.of());
      assertThat(request, startsWith("POST /1.1/statuses/filter.json HTTP/1.1\n"));
      String form = request.substring(request.indexOf("\n\n") + 2);
      assertThat(
          URLDecoder.decode(form, UTF_8),
          is("stall_warnings=true&track=#happy,a b,\ud83d\ude00,x=1&y~*+"));
      assertSigned(
          request,
          "POST",
          V1Run.baseUrl(server) + "statuses/filter.json",
          Map.of("stall_warnings", "true", "track", String.join(",", track)));
    }
  }

  @Test
  public void noSettingsOfTheClassPathReachTheRequest() throws Exception {
    assertThat(
        "the settings of somebody else are there",
        twitter4j.conf.ConfigurationContext.getInstance().getOAuthConsumerKey(),
        is("another-consumer-key"));
    try (ScriptedServer server = new ScriptedServer(status(401))) {
      assertThat(requestFor(server, List.of(), List.of()), not(containsString("another")));
    }
  }

  @Test
  public void nothingThatIsLoggedShowsTheCredentialsOrTheSignature() throws Exception {
    try (Printed printed = new Printed();
        ScriptedServer server =
            new ScriptedServer(
                status(503),
                status(420),
                stream().then(chunk(WireMessages.v1(1, "one").toString() + "\r\n")),
                status(403));
        V1Run feed =
            V1Run.start(
                StreamRequest.of(V1Run.baseUrl(server), List.of("happy"), List.of()),
                V1Run::credentials,
                0,
                V1Run.PATIENT,
                0)) {
      feed.awaitFailure();
      String text = printed.text();
      assertThat(
          "the debug log is on",
          text,
          allOf(containsString("with stall_warnings=true&track=happy"), containsString("DEBUG")));
      assertThat(text, not(containsString(V1Run.CANARY)));
      for (String request : server.requests()) {
        String signature = oauth(request).get("oauth_signature");
        assertThat(text, not(containsString(signature)));
        assertThat(text, not(containsString(URLEncoder.encode(signature, UTF_8))));
      }
    }
  }

  @Test
  public void aSignaturePrintsAsAsterisksAndCannotTravel() throws Exception {
    QuietSignature signature = new QuietSignature(V1Run.credentials());
    assertThat(signature.toString(), is("OAuth ****"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThrows(
        NotSerializableException.class, () -> new ObjectOutputStream(bytes).writeObject(signature));
    assertThat(bytes.toString(UTF_8), not(containsString(V1Run.CANARY)));
  }

  private static String requestFor(
      ScriptedServer server, List<String> track, List<String> languages) throws Exception {
    try (V1Run feed =
        V1Run.start(
            StreamRequest.of(V1Run.baseUrl(server), track, languages),
            V1Run::credentials,
            0,
            V1Run.PATIENT,
            0)) {
      feed.awaitFailure();
      return server.requests().get(0);
    }
  }

  /** Checks the signature by RFC 5849, section 3.4. */
  private static void assertSigned(
      String request, String method, String url, Map<String, String> parameters) throws Exception {
    Map<String, String> oauth = oauth(request);
    assertThat(oauth.get("oauth_consumer_key"), is(V1Run.CONSUMER_KEY));
    assertThat(oauth.get("oauth_token"), is(V1Run.ACCESS_TOKEN));
    Map<String, String> all = new TreeMap<>(parameters);
    all.putAll(oauth);
    String signature = all.remove("oauth_signature");
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.add(encoded(name) + '=' + encoded(value)));
    String base = method + '&' + encoded(url) + '&' + encoded(String.join("&", pairs));
    Mac mac = Mac.getInstance("HmacSHA1");
    String key = V1Run.CONSUMER_SECRET + '&' + V1Run.ACCESS_TOKEN_SECRET;
    mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA1"));
    assertThat(
        signature, is(Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(UTF_8)))));
  }

  private static Map<String, String> oauth(String request) {
    String header =
        request
            .lines()
            .filter(line -> line.startsWith("Authorization: OAuth "))
            .findFirst()
            .orElseThrow();
    Map<String, String> parts = new TreeMap<>();
    Matcher matcher = OAUTH_PART.matcher(header);
    while (matcher.find()) {
      parts.put(matcher.group(1), URLDecoder.decode(matcher.group(2), UTF_8));
    }
    return parts;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
