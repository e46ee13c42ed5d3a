package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Random;
import org.junit.Test;

/** Compares decoded strings with Jackson's. */
public class JsonTextTest {
  private static final String[] PARTS = {
    "a",
    " :) ",
    "#tag",
    "\\/",
    "\\\"",
    "\\\\",
    "\\b\\f\\n\\r\\t",
    "\\u0000",
    "\\u00e9",
    "\\u20AC",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "\u00e9",
    "\u07ff",
    "\u0800",
    "\u20ac",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\ud83d\ude00",
    "\ud800\udc00",
    "\udbff\udfff"
  };

  private final JsonFactory json = new JsonFactory();

  private void check(String written) throws IOException {
    byte[] line = ("[\"" + written + "\"]").getBytes(UTF_8);
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      parser.nextToken();
      assertThat(written, JsonText.of(line, 2, line.length - 2), is(parser.getText()));
    }
  }

  @Test
  public void everyPartAloneAndInPairs() throws IOException {
    check("");
    for (String part : PARTS) {
      check(part);
      for (String other : PARTS) {
        check(part + other);
      }
    }
  }

  @Test
  public void manyParts() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder written = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        written.append(PARTS[random.nextInt(PARTS.length)]);
      }
      check(written.toString());
    }
  }
}
