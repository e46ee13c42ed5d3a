package io.github.happiesthashtags.twitter.v1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.testing.Displays;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class V1ApiTest {
  private static final String GATEWAY = "https://gateway.example/1.1/";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void signedRequestsGoOverHttpsOrStayOnTheMachine() {
    for (String url : new String[] {GATEWAY, "http://127.0.0.1:8080", "http://localhost/1.1"}) {
      assertThat(at(url).url(), is(url));
    }
    assertThat(
        refusal(() -> at("http://gateway.example")),
        is(
            "the v1.1 gateway's address is http://gateway.example: signed requests go over https"
                + " only"));
    assertThat(
        refusal(() -> at("gateway.example")),
        is(
            "the v1.1 gateway's address is gateway.example: it takes a URL such as"
                + " https://gateway.example/1.1/"));
  }

  @Test
  public void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    for (String url : new String[] {"https://me:c4nary@gateway.example", "https://c4nary@ x"}) {
      assertThat(
          refusal(() -> at(url)),
          allOf(
              startsWith("the v1.1 gateway's address has a user in it"),
              not(containsString(V1Run.CANARY))));
    }
  }

  @Test
  public void keywordsAreLimitedAsTheApiLimitsThem() {
    assertThat(tracking(Collections.nCopies(400, "a")).track(), hasSize(400));
    assertThat(
        refusal(() -> tracking(Collections.nCopies(401, "a"))),
        is("there are 401 keywords to track: v1.1 takes up to 400"));
    String longest = "\u00e9".repeat(30);
    assertThat(tracking(List.of(longest)).track(), hasSize(1));
    assertThat(
        refusal(() -> tracking(List.of("ok", longest + "x"))),
        is("the keyword \"" + longest + "x\" has 61 bytes in UTF-8: v1.1 takes up to 60"));
    assertThat(
        refusal(() -> tracking(List.of("a,b"))),
        startsWith("the keyword \"a,b\" has a comma, which v1.1 takes for the end of a keyword"));
    for (String blank : new String[] {"", " "}) {
      assertThat(
          refusal(() -> tracking(List.of(blank))), is("a keyword to track is blank: leave it out"));
    }
  }

  @Test
  public void languagesAreCodes() {
    List<String> good = List.of("en", "zh-TW", "msa");
    assertThat(speaking(good).languages(), is(good));
    for (String bad : new String[] {"", "e", "english!", "en,de", "en&x=1"}) {
      assertThat(
          refusal(() -> speaking(List.of(bad))),
          is("the language \"" + bad + "\" is not a language code: give one such as en"));
    }
  }

  @Test
  public void aNegativeEndIsRefused() {
    assertThat(
        refusal(() -> at(GATEWAY).withMaxTweets(-1).check()),
        startsWith("the limit is -1 statuses: give"));
  }

  @Test
  public void whatTheListsBecomeLaterDoesNotCount() {
    List<String> track = new ArrayList<>(List.of("a"));
    V1Api spec = tracking(track);
    track.add("b,c");
    assertThat(spec.track(), is(List.of("a")));
  }

  @Test
  public void noCredentialsAreInWhatTravelsOrShows() throws Exception {
    Path file = folder.newFile().toPath();
    V1Run.write(file);
    V1Api spec =
        tracking(List.of("happy", "#joy"))
            .withLanguages(List.of("en"))
            .withOAuthFile(file.toString())
            .withMaxTweets(7);
    Feed feed = spec.open(0, PipelineOptionsFactory.create());
    feed.close();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(spec);
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    assertThat(text, containsString(file.toString()));
    for (String shown : new String[] {text, spec.toString(), feed.toString()}) {
      assertThat(shown, not(containsString(V1Run.CANARY)));
    }
    assertThat(SerializableUtils.ensureSerializable(spec), is(spec));
    assertThat(Displays.of(spec).toString(), not(containsString(V1Run.CANARY)));
    assertThat(Displays.of(spec), hasEntry("v1Url", GATEWAY));
    assertThat(Displays.of(spec), hasEntry("track", "happy,#joy"));
    assertThat(Displays.of(spec), hasEntry("languages", "en"));
  }

  @Test
  public void aCheckpointOfAnotherBuildCanBeRead() {
    assertThat(ObjectStreamClass.lookup(at(GATEWAY).getClass()).getSerialVersionUID(), is(1L));
  }

  @Test
  public void aStreamIsOneLiveConnection() {
    V1Api spec = at(GATEWAY);
    assertThat(spec.splits(), is(1));
    try (Feed feed = spec.open(0, PipelineOptionsFactory.create())) {
      assertThat(feed.isLive(), is(true));
    }
  }

  private static V1Api at(String url) {
    return checked(V1Api.at(url));
  }

  private static V1Api tracking(List<String> track) {
    return checked(V1Api.at(GATEWAY).withTrack(track));
  }

  private static V1Api speaking(List<String> languages) {
    return checked(V1Api.at(GATEWAY).withLanguages(languages));
  }

  private static V1Api checked(V1Api api) {
    V1Api complete = api.withOAuthFile("oauth");
    complete.check();
    return complete;
  }

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }
}
