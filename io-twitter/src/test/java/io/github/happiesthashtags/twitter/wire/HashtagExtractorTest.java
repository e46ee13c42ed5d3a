package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.twitter.twittertext.Extractor;
import io.github.happiesthashtags.testsupport.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Hashtags of messages without entities. */
public class HashtagExtractorTest {
  /** What hashtags and URLs are made of, and what stands between them. */
  private static final String[] PIECES = {
    "#",
    "\uff03",
    "a",
    "tag",
    "1",
    "_",
    "\u00e9",
    "\u3042",
    "\ud83d\ude00",
    "\ud83d",
    "\ufe0f",
    "\u200d",
    " ",
    "\n",
    "\u3000",
    ".",
    "/",
    "?",
    "&",
    ":",
    "://",
    "http://",
    "https://t.co/",
    "(",
    ")",
    ",",
    "@",
    "-",
    "a.com",
    "x.org/",
    "example.co.jp/p?",
    ".com",
    "%",
    "\u2026",
    "=",
    "\u00b7"
  };

  private static List<String> hashtagsOf(String text) {
    return Outcome.status(v2(1, text).without("entities")).hashtags();
  }

  @Test
  public void allCasesOfTwitterTextsConformanceSuitePass() throws IOException {
    JsonNode tests =
        new YAMLMapper()
            .readTree(SharedData.file("twitter-text/extract.yml").toFile())
            .path("tests");
    List<String> failures = new ArrayList<>();
    int cases = 0;
    for (String suite : List.of("hashtags", "hashtags_from_astral", "hashtags_with_indices")) {
      for (JsonNode test : tests.path(suite)) {
        List<String> expected = new ArrayList<>();
        test.path("expected")
            .forEach(e -> expected.add(e.isTextual() ? e.asText() : e.path("hashtag").asText()));
        List<String> found = hashtagsOf(test.path("text").asText());
        if (!found.equals(expected)) {
          failures.add(test.path("description").asText() + ": " + found);
        }
        cases++;
      }
    }
    assertThat(cases, greaterThan(70));
    assertThat(failures, is(empty()));
  }

  @Test
  public void theLibraryWouldFindTheSame() {
    Random random = new Random(20180310);
    Extractor library = new Extractor();
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(14); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      List<String> expected = library.extractHashtags(text.toString());
      List<String> found = HashtagExtractor.extract(text.toString());
      if (!found.equals(expected)) {
        throw new AssertionError(text + ": " + found + ", but the library " + expected);
      }
    }
  }

  @Test
  public void aHashtagInsideAUrlIsNone() {
    assertThat(hashtagsOf("see https://example.com/page#part and #tag"), contains("tag"));
    assertThat(hashtagsOf("see example.com/#part"), is(empty()));
    assertThat(hashtagsOf("see example.com/?q=/#part"), is(empty()));
    assertThat(hashtagsOf("see example.com/(#part)"), is(empty()));
    assertThat(hashtagsOf("yes/no.maybe/#tag"), contains("tag"));
  }

  @Test
  public void theEndOfAHashtagDoesNotSeparateTheNext() {
    for (String text : List.of("#a\ufe0f#b\ufe0f", "#a\ufe0f#b #c", "#a\ufe0f \ufe0f#b")) {
      assertThat(text, HashtagExtractor.extract(text), is(new Extractor().extractHashtags(text)));
    }
    assertThat(HashtagExtractor.extract("#a\ufe0f#b\ufe0f"), is(empty()));
  }

  @Test
  public void noTextTakesTheExtractorLong() {
    int length = 20_000;
    for (String piece :
        List.of(
            "#",
            "#a",
            "a#",
            "#1",
            "#_",
            "#.a",
            "a.",
            "1.",
            "\u00e9.",
            "a.a-",
            "a.a/#",
            "a.#",
            "http://a.co/(#",
            "http://",
            "#http://",
            "?/#a.",
            "a.b.c.d.e/?#f",
            "\u3042#",
            "\ud83d",
            "# ",
            "\uff03\uff03",
            "a.co/#x ",
            "1.1.1.1.1.1.1.1/#x ")) {
      String text = piece.repeat(length / piece.length());
      HashtagExtractor.extract(text);
      HashtagExtractor.extract(text + " #end");
    }
    assertThat(HashtagExtractor.extract("#a1 ".repeat(20_000)), hasSize(20_000));
    assertThat(HashtagExtractor.extract("#1".repeat(200_000)), is(empty()));
  }
}
