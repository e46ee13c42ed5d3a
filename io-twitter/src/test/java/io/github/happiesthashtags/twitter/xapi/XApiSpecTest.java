package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.source.FeedSource;
import io.github.happiesthashtags.twitter.testing.Displays;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class XApiSpecTest {
  private static final String SECRET = "AAAAs3cr3tAAAA";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theTokenGoesOverHttpsOrStaysOnTheMachine() {
    String[] good = {
      "https://api.x.com",
      "https://api.x.com/",
      "https://gateway.example:8443/x",
      "http://localhost:8080",
      "http://127.0.0.1:8080",
      "http://127.1.2.3",
      "http://[::1]:8080"
    };
    for (String url : good) {
      assertThat(spec(url).apiUrl(), is(url));
    }
    String[] bad = {
      "http://api.x.com",
      "http://127.0.0.1.evil.example",
      "http://localhost.evil.example",
      "http://10.0.0.1",
      "http://[::2]"
    };
    for (String url : bad) {
      assertThat(
          refusal(url), is("the API's address is " + url + ": the token goes over https only"));
    }
  }

  @Test
  public void whatIsNoAddressOfAnApiIsRefusedWithAnExample() {
    String[] bad = {
      "",
      "api.x.com",
      "ftp://api.x.com",
      "https://",
      "https:///2",
      "https://a b",
      "https://api.x.com?x=1",
      "https://api.x.com#x",
      "file:///etc/passwd"
    };
    for (String url : bad) {
      assertThat(
          refusal(url),
          is("the API's address is " + url + ": it takes a URL such as https://api.x.com"));
    }
  }

  @Test
  public void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    assertThat(
        refusal("https://me:" + SECRET + "@api.x.com"),
        allOf(startsWith("the API's address has a user in it"), not(containsString(SECRET))));
  }

  @Test
  public void anUnknownStreamIsRefusedWithTheKnownOnes() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new XApiSpec("https://api.x.com", "firehouse", "token", 0));
    assertThat(
        thrown.getMessage(), is("the stream firehouse is not known: it takes filtered or sample"));
  }

  @Test
  public void pathsAreTheApis() {
    assertThat(
        XApiSpec.uri("https://api.x.com", "filtered").toString(),
        startsWith("https://api.x.com/2/tweets/search/stream?tweet.fields="));
    assertThat(
        XApiSpec.uri("https://gateway.example/x/", "sample").toString(),
        startsWith("https://gateway.example/x/2/tweets/sample/stream?"));
  }

  @Test
  public void noTokenIsInWhatTravelsOrShows() throws Exception {
    Path file = folder.newFile().toPath();
    Files.writeString(file, SECRET);
    XApiSpec spec = new XApiSpec("https://api.x.com", "sample", file.toString(), 7);
    FeedSource source =
        new FeedSource(spec, 10_000).split(1, PipelineOptionsFactory.create()).get(0);
    spec.open(0, PipelineOptionsFactory.create()).close();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(source);
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    assertThat(text, containsString(file.toString()));
    assertThat(text, not(containsString(SECRET)));
    assertThat(text, not(containsString("Bearer ")));
    assertThat(SerializableUtils.ensureSerializable(spec), is(spec));
    assertThat(Displays.of(source).toString(), not(containsString(SECRET)));
    assertThat(Displays.of(source), hasEntry("apiUrl", "https://api.x.com"));
    assertThat(Displays.of(source), hasEntry("stream", "sample"));
  }

  @Test
  public void aStreamIsOneConnection() {
    assertThat(spec("https://api.x.com").splits(), is(1));
    assertThat(new DemoSpec(10, 1, 0).splits(), is(1));
  }

  private static XApiSpec spec(String url) {
    return new XApiSpec(url, "sample", "token", 0);
  }

  private static String refusal(String url) {
    return assertThrows(IllegalArgumentException.class, () -> spec(url)).getMessage();
  }
}
