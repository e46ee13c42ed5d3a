package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class ScannedValuesTest {
  private static final List<String> NAMES =
      List.of("tag", "text", "start", "indices", "ta", "tags", "test", "", "t\\u0061g", "\u00e9");

  private static final List<String> STRINGS =
      List.of("a", "", "caf\u00e9", "\\u00e9", "\\\"", "\\\\", "tag", "]}", "[{", ":", "\\ud83d");

  private static final List<String> SPACES = List.of("", "", "", " ", "\t", "\r\n");

  private final Random random = new Random(1);

  private static @Nullable List<String> read(String array) {
    // What stands around an array must not matter.
    byte[] line = ("{\"hashtags\":" + array + ",\"tag\":\"x\"}").getBytes(UTF_8);
    return ScannedValues.readHashtags(line, 12, 12 + array.getBytes(UTF_8).length);
  }

  private static @Nullable List<String> parse(String array) throws IOException {
    try (JsonParser parser = FullParser.JSON.createParser(array.getBytes(UTF_8))) {
      parser.nextToken();
      return TextSource.readHashtags(parser);
    }
  }

  @Test
  public void readsBothFormats() {
    assertThat(read("[]"), is(List.of()));
    assertThat(
        read("[{\"start\":0,\"end\":3,\"tag\":\"hi\"},{\"tag\":\"ho\",\"start\":5}]"),
        contains("hi", "ho"));
    assertThat(
        read("[ {\"text\" : \"hi\", \"indices\" : [0, 3]} , {\"indices\":[5,8],\"text\":\"ho\"} ]"),
        contains("hi", "ho"));
  }

  @Test
  public void leavesWhatHasNoEndAndNamesInEscapesToTheParser() {
    for (String odd :
        List.of("[", "[{\"tag\":\"a\"}", "[{\"tag\":\"a]", "[{\"t\\u0061g\":\"a\"}]")) {
      assertThat(odd, read(odd), nullValue());
    }
  }

  @Test
  public void leavesEntitiesInAnotherFormToTheParserWhichKnowsNone() throws IOException {
    for (String odd :
        List.of(
            "[\"a\"]",
            "[{\"tag\":\"a\"},\"b\"]",
            "[1,{\"tag\":\"a\"}]",
            "[{\"tag\":\"a\"},null]",
            "[[{\"tag\":\"a\"}]]",
            "[{}]",
            "[{\"tag\":5}]",
            "[{\"tag\":\"a\",\"tag\":[\"b\"]}]",
            "[{\"other\":{\"tag\":\"a\"}}]")) {
      assertThat(odd, read(odd), nullValue());
      assertThat(odd, parse(odd), nullValue());
    }
  }

  @Test
  public void readsWhatAParserReads() throws IOException {
    int taken = 0;
    int tagged = 0;
    for (int i = 0; i < 20_000; i++) {
      String array = array(0);
      List<String> hashtags = read(array);
      if (hashtags != null) {
        assertThat(array, hashtags, is(parse(array)));
        taken++;
        tagged += hashtags.isEmpty() ? 0 : 1;
      } else {
        assertThat(array, parse(array) == null || array.contains("t\\u0061g"), is(true));
      }
    }
    assertThat(taken, greaterThan(10_000));
    assertThat(tagged, greaterThan(1_000));
  }

  private String array(int depth) {
    StringBuilder array = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      array.append(value(depth + 1)).append(i > 1 ? "," : "");
    }
    return array.append(space()).append(']').toString();
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    for (int i = random.nextInt(4); i > 0; i--) {
      object.append(space()).append('"').append(any(NAMES)).append('"').append(space());
      object.append(':').append(value(depth + 1)).append(i > 1 ? "," : "");
    }
    return object.append(space()).append('}').toString();
  }

  /** An entity with its hashtag, among others that it may have. */
  private String hashtag() {
    String others = object(1);
    String name = any(List.of("\"tag\"", "\"text\""));
    String tag = name + space() + ":" + space() + '"' + any(STRINGS) + '"';
    return others.endsWith("{}")
        ? "{" + tag + "}"
        : "{" + tag + (others.contains("\"") ? "," : "") + others.substring(1);
  }

  private String value(int depth) {
    int kind = random.nextInt(depth > 3 ? 5 : 8);
    if (depth == 1 && random.nextInt(8) > 0) {
      return space() + hashtag() + space();
    }
    String value =
        switch (kind) {
          case 0, 1, 2 -> '"' + any(STRINGS) + '"';
          case 3 -> any(List.of("0", "-1.5e3", "12"));
          case 4 -> any(List.of("true", "false", "null"));
          case 5 -> array(depth);
          default -> object(depth);
        };
    return space() + value + space();
  }

  private String space() {
    return any(SPACES);
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
