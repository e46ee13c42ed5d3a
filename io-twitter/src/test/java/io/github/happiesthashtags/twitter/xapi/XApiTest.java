package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.FeedSource;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.testing.Displays;
import io.github.happiesthashtags.twitter.testing.LocalSimulator;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class XApiTest {
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
      assertThat(spec(url).access().url(), is(url));
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
        assertThrows(IllegalArgumentException.class, () -> xApi("firehouse").check());
    assertThat(
        thrown.getMessage(),
        is(
            "the stream firehouse is not known: it takes filtered, sample, sample10, firehose,"
                + " firehose-en, firehose-ja, firehose-ko, firehose-pt"));
  }

  @Test
  public void pathsAreTheApis() {
    assertThat(
        uri("https://api.x.com", "filtered", null, 0),
        startsWith("https://api.x.com/2/tweets/search/stream?tweet.fields="));
    assertThat(
        uri("https://gateway.example/x/", "sample", null, 0),
        startsWith("https://gateway.example/x/2/tweets/sample/stream?"));
    assertThat(
        uri("https://api.x.com", "firehose-en", "2-3", 1),
        startsWith("https://api.x.com/2/tweets/firehose/stream/lang/en?partition=3&tweet.fields="));
  }

  @Test
  public void noTokenIsInWhatTravelsOrShows() throws Exception {
    Path file = folder.newFile().toPath();
    Files.writeString(file, SECRET);
    XApi spec = xApi("sample").withBearerTokenFile(file.toString()).withMaxPosts(7);
    FeedSource source =
        new FeedSource(spec, 10_000, Overflow.BLOCK)
            .split(1, PipelineOptionsFactory.create())
            .get(0);
    spec.open(0, PipelineOptionsFactory.create()).close();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(source);
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    assertThat(text, containsString(file.toString()));
    assertThat(text, not(containsString(SECRET)));
    assertThat(text, not(containsString("Bearer ")));
    assertThat(SerializableUtils.ensureSerializable(spec), is(spec));
    assertThat(ObjectStreamClass.lookup(spec.getClass()).getSerialVersionUID(), is(1L));
    assertThat(Displays.of(source).toString(), not(containsString(SECRET)));
    assertThat(Displays.of(source), hasEntry("apiUrl", "https://api.x.com"));
    assertThat(Displays.of(source), hasEntry("streams", "x-sample"));
  }

  @Test
  public void aStreamIsAConnectionForEachOfItsPartitions() {
    assertThat(splits("sample10", null), contains("x-sample10-1", "x-sample10-2"));
    assertThat(
        splits("firehose", "7,1-3,2"),
        contains("x-firehose-7", "x-firehose-1", "x-firehose-2", "x-firehose-3"));
    assertThat(xApi("filtered", "firehose-ja").splits(), is(3));
    assertThat(splits("firehose", null), hasSize(20));
  }

  @Test
  public void partitionsThatAStreamHasNotAreRefusedWithTheOnesItHas() {
    for (String bad :
        new String[] {"", "0", "3", "1-3", "2-1", "one", "1,", "-1", "1-2-3", "1000"}) {
      assertThat(
          assertThrows(IllegalArgumentException.class, () -> splits("sample10", bad)).getMessage(),
          is(
              "the partitions are "
                  + bad
                  + ": sample10 takes numbers and ranges from 1 to 2, such as 1-2"));
    }
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> splits("sample", "1")).getMessage(),
        is("the partitions are 1, but sample has none: leave them out"));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> xApi("sample", "sample").check())
            .getMessage(),
        is("the stream sample is given twice: name every stream once"));
  }

  @Test
  public void rulesGoWithTheFilteredStreamAlone() {
    assertThat(
        assertThrows(
                IllegalArgumentException.class,
                () -> xApi("sample").withRules(List.of("cat")).check())
            .getMessage(),
        startsWith("there are rules, but no filtered stream"));
  }

  @Test
  public void splitsShareWhatMayBeRead() {
    Allowance all = new Allowance(0, 10);
    assertThat(all.share(0, 3), is(new Allowance(0, 4)));
    assertThat(all.share(1, 3), is(new Allowance(0, 3)));
    assertThat(new Allowance(1, 0).share(1, 2), is(new Allowance(1, 0)));
    assertThat(new Allowance(0, 0, 11).share(0, 2), is(new Allowance(0, 0, 6)));
  }

  @Test
  public void onlyXItselfTakesMoney() {
    assertThat(xApi("sample").isX(), is(true));
    assertThat(xApi("sample").withUrl("https://API.X.com/").isX(), is(true));
    assertThat(xApi("sample").withUrl("https://api.twitter.com").isX(), is(true));
    assertThat(xApi("sample").withUrl("http://127.0.0.1:8080").isX(), is(false));
    assertThat(xApi("sample").withUrl("https://gateway.example").isX(), is(false));
  }

  private static List<String> splits(String stream, String partitions) {
    XApi api = partitions == null ? xApi(stream) : xApi(stream).withPartitions(partitions);
    return api.parts().stream().map(XStream.Part::label).toList();
  }

  private static String uri(String apiUrl, String stream, String partitions, int split) {
    return XStream.Part.of(List.of(stream), XStream.Content.TWEETS, partitions)
        .get(split)
        .uri(apiUrl, RequestFields.LEAN)
        .toString();
  }

  @Test
  public void streamsOfEventsHaveNamesAndRequestsOfTheirOwn() {
    XApi api =
        XApi.compliance("tweets-compliance", "activity")
            .withBearerTokenFile("token")
            .withPartitions("2-3");
    assertThat(
        api.parts().stream()
            .map(part -> part.uri("https://api.x.com", RequestFields.LEAN).toString())
            .toList(),
        contains(
            "https://api.x.com/2/tweets/compliance/stream?partition=2",
            "https://api.x.com/2/tweets/compliance/stream?partition=3",
            "https://api.x.com/2/activity/stream?"));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> XApi.compliance("sample").parts())
            .getMessage(),
        is(
            "the stream sample is not known: it takes tweets-compliance, users-compliance,"
                + " activity"));
    assertThrows(IllegalArgumentException.class, () -> XApi.streams("users-compliance").parts());
  }

  @Test
  public void aStreamIsOneConnection() {
    assertThat(spec("https://api.x.com").splits(), is(1));
    assertThat(new LocalApiSpec(new LocalSimulator(10, 1)).splits(), is(1));
  }

  private static XApi xApi(String... streams) {
    return XApi.streams(streams).withBearerTokenFile("token");
  }

  private static XApi spec(String url) {
    XApi api = xApi("sample").withUrl(url);
    api.check();
    return api;
  }

  private static String refusal(String url) {
    return assertThrows(IllegalArgumentException.class, () -> spec(url)).getMessage();
  }
}
