package io.github.happiesthashtags.twitter;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * Tests that the code in the documentation of the entry points compiles, because it is repeated
 * here.
 */
public final class TwitterIOSnippetsTest {
  private static final Pattern SNIPPET = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n \\* }</pre>");
  private static final Pattern MARGIN = Pattern.compile("\n(?! )");
  private static final String ROOM = "java/io/github/happiesthashtags/twitter/";

  private static List<TwitterIO.Read> reads() {
    return List.of(
        TwitterIO.read().fromRecordings(List.of("tweets-*.jsonl.gz")),
        TwitterIO.read()
            .fromXApi(
                XApi.streams("sample").withBearerTokenFile("x-token").withMaxPostsPerDay(10_000)),
        TwitterIO.read()
            .fromV1Api(V1Api.at("https://gateway.example/1.1/").withOAuthFile("oauth")));
  }

  private static XApi xApi() {
    return XApi.streams("filtered")
        .withBearerTokenFile("/run/secrets/x-token")
        .withRules(List.of("(cat OR dog) has:hashtags lang:en"))
        .withMaxPostsPerDay(50_000);
  }

  private static V1Api v1Api() {
    return V1Api.at("https://gateway.example/1.1/")
        .withTrack(List.of("joy", "fun"))
        .withOAuthFile("/run/secrets/twitter4j.properties");
  }

  @Test
  public void whatTheDoorsShowIsTheCodeOfThisTest() throws Exception {
    String compiled =
        dense(Files.readString(Path.of("src/test", ROOM, "TwitterIOSnippetsTest.java")));

    assertThat(statements("TwitterIO.java"), hasSize(3));
    for (String door : List.of("TwitterIO.java", "xapi/XApi.java", "v1/V1Api.java")) {
      for (String statement : statements(door)) {
        assertThat(door, compiled, containsString(statement));
      }
    }
  }

  @Test
  public void whatTheDoorsShowIsAccepted() {
    assertThat(reads(), hasSize(3));
    assertThat(xApi().splits(), is(1));
    assertThat(v1Api().splits(), is(1));
  }

  /** Returns the statements in the documentation, each of which begins at the margin. */
  private static List<String> statements(String door) throws IOException {
    List<String> statements = new ArrayList<>();
    Matcher snippets = SNIPPET.matcher(Files.readString(Path.of("src/main", ROOM, door)));
    while (snippets.find()) {
      String code = snippets.group(1).lines().map(line -> line.substring(3)).collect(joining("\n"));
      MARGIN.splitAsStream(code).map(TwitterIOSnippetsTest::dense).forEach(statements::add);
    }
    return statements;
  }

  private static String dense(String code) {
    return code.replaceAll("\\s+", "");
  }
}
