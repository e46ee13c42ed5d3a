package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.testing.Json;
import io.github.happiesthashtags.twitter.wire.Outcome.Seen;
import java.util.List;
import org.junit.Test;

/** Spellings of JSON that are odd but right, and lines that are not right at all. */
public class BrokenLineTest {
  private static final String NOT_JSON = "not valid JSON: ";

  /** A status with this text, in JSON's own spelling. */
  private static String withText(String spelled) {
    return "{\"id\":%d,\"text\":\"%s\"}".formatted(id(1), spelled);
  }

  private static void assertNotJson(byte[] line) {
    String reason = Outcome.of(line).deadLetter();
    assertThat(reason, startsWith(NOT_JSON));
    assertThat(reason, not(containsString("\n")));
  }

  private static void assertNotJson(String line) {
    // One byte a character, so that a test can spell broken UTF-8.
    assertNotJson(line.getBytes(ISO_8859_1));
  }

  @Test
  public void escapesAreReadAsWhatTheyStandFor() {
    assertThat(Outcome.status(withText("\\ud83d\\ude00")).text(), is("\ud83d\ude00"));
    assertThat(Outcome.status(withText("\\u003a\\u0029")).text(), is(":)"));
    assertThat(
        Outcome.status(withText(":\\u0029\\/\\\"\\\\\\n\\t\\u0000")).text(), is(":)/\"\\\n\t\0"));
    assertThat(Outcome.status(withText("\\u0026lt;3")).text(), is("<3"));
    assertThat(
        Outcome.status("{\"\\u0069d\":%d,\"te\\u0078t\":\"x\"}".formatted(id(1))).text(), is("x"));
  }

  @Test
  public void hashtagsAreReadThroughTheirEscapes() {
    String line = v1(1, "x", "one").toString().replace("\"one\"", "\"\\u006fne \\ud83d\\ude00\"");

    assertThat(Outcome.status(line).hashtags(), contains("one \ud83d\ude00"));
  }

  @Test
  public void aLoneSurrogateIsATextLikeAnyOther() {
    assertThat(Outcome.status(withText("a\\ud83d #b\\ude00")).text(), is("a\ud83d #b\ude00"));
    assertThat(Outcome.status(withText("a\\ud83d #b\\ude00")).hashtags(), contains("b"));
  }

  @Test
  public void whitespaceBetweenTokensAndALineEndDoNotMatter() {
    String line = " { \"id\" :\t%d , \"text\" : \"x\" } \r\n".formatted(id(1));

    assertThat(Outcome.status(line).text(), is("x"));
  }

  @Test
  public void aByteOrderMarkBeforeTheMessageIsPassedOver() {
    assertThat(Outcome.status("\ufeff" + v1(1, "x")).text(), is("x"));
  }

  @Test
  public void ofARepeatedFieldTheLastCounts() {
    String status =
        """
        {"id":1,"id":%d,"text":"a","text":"b","lang":"de","lang":"en",\
        "entities":{"hashtags":[{"text":"a"}],"hashtags":[{"text":"x","text":"b"}]}}\
        """
            .formatted(id(1));
    Seen seen = Outcome.status(status);

    assertThat(seen.id(), is(id(1)));
    assertThat(seen.text(), is("b"));
    assertThat(seen.lang(), is("en"));
    assertThat(seen.hashtags(), contains("b"));
  }

  @Test
  public void ofARepeatedEnvelopeFieldTheLastCounts() {
    String first = v2(1, "first").toString();
    String second = v2(2, "second").toString();

    assertThat(
        Outcome.status("{\"data\":[%s,5],\"data\":%s}".formatted(first, second)).id(), is(id(2)));
    assertThat(
        Outcome.status("{\"data\":5,\"data\":null,%s".formatted(first.substring(1))).id(),
        is(id(1)));
  }

  @Test
  public void aLineOfTwoValuesIsADeadLetter() {
    assertThat(
        Outcome.deadLetter(v1(1, "x") + "" + v1(2, "y")), is("more than one JSON value in a line"));
    assertNotJson(v1(1, "x") + "x");
    assertNotJson(v1(1, "x") + "}");
    assertNotJson(v1(1, "x") + ",");
  }

  @Test
  public void aBrokenLineGivesNoneOfItsStatuses() {
    assertNotJson("{\"data\":[" + v2(1, "x") + "," + v2(2, "y") + "]");
    assertNotJson("{\"data\":" + v2(1, "x") + ",\"includes\":{\"users\":[");
  }

  @Test
  public void whatJsonDoesNotKnowIsADeadLetter() {
    for (String value :
        List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "01",
            "+1",
            "1.",
            ".5",
            "0x1",
            "'a'",
            "undefined",
            "True",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12\"",
            "// c")) {
      assertNotJson("{\"id\":%d,\"text\":\"x\",\"odd\":%s}".formatted(id(1), value));
    }
  }

  @Test
  public void brokenUtf8IsADeadLetterWhereverItStands() {
    for (String broken :
        List.of("\u0080", "\u00ff", "\u00c3", "\u00e2\u0082", "\u00f0\u009f\u0098")) {
      assertNotJson(withText(broken));
      assertNotJson("{\"%s\":1,".formatted(broken) + withText("x").substring(1));
      assertNotJson("{\"user\":{\"name\":\"%s\"},".formatted(broken) + withText("x").substring(1));
      assertNotJson(withText("x") + broken);
      assertNotJson(broken + withText("x"));
    }
  }

  @Test
  public void aLineInAnotherEncodingIsADeadLetter() {
    assertNotJson(v1(1, "x").toString().getBytes(UTF_16LE));
    assertNotJson("\0" + v1(1, "x"));
  }

  @Test
  public void deepNestingIsADeadLetterAndOverflowsNoStack() {
    for (String open : List.of("[", "{\"a\":")) {
      String close = open.equals("[") ? "]" : "}";
      String deep = open.repeat(2000) + "1" + close.repeat(2000);
      for (String field : List.of("odd", "data", "includes", "entities", "retweeted_status")) {
        assertNotJson("{\"%s\":%s,".formatted(field, deep) + withText("x").substring(1));
      }
      assertNotJson("{\"odd\":" + open.repeat(100_000));
    }
  }

  @Test
  public void retweetsInsideRetweetsDoNotGoDeeperThanOne() {
    Json status = v1(1, "innermost");
    for (int depth = 0; depth < 400; depth++) {
      status = v1(1, "depth " + depth).with("retweeted_status", status);
    }

    assertThat(Outcome.status(status).text(), is("depth 398"));
  }

  @Test
  public void aTextOfTenMegabytesIsRead() {
    String text = "smile :) \u00e9\ud83d\ude00 ".repeat(600_000) + "#end";

    Seen seen = Outcome.status(v2(1, text).without("entities"));

    assertThat(seen.text(), is(text));
    assertThat(seen.hashtags(), contains("end"));
  }

  @Test
  public void aNumberOfAThousandDigitsIsADeadLetterOnlyWhereItMatters() {
    String digits = "9".repeat(900);

    assertThat(
        Outcome.status("{\"odd\":%s,".formatted(digits) + withText("x").substring(1)).text(),
        is("x"));
    assertThat(
        Outcome.deadLetter("{\"id\":%s,\"text\":\"x\"}".formatted(digits)),
        is("a status whose id is no positive 64-bit integer"));
  }

  @Test
  public void manyFieldsOfOneHashDoNotStopTheParser() {
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < 60_000; i++) {
      line.append("\"f").append(Integer.toString(i, 36)).append("\":0,");
    }

    assertThat(Outcome.status(line + withText("x").substring(1)).text(), is("x"));
  }

  @Test
  public void noReasonHoldsTheLinesContent() {
    String secret = "correcthorsebattery";
    for (String line :
        List.of(
            "{\"text\":" + secret + "}",
            "{\"" + secret + "\":nope}",
            "{\"" + secret + "\":1}",
            v1(1, secret).without("id_str").with("id", secret).toString(),
            "{\"id\":1,\"text\":\"x\",\"timestamp_ms\":\"" + secret + "\"}",
            "{\"id\":1,\"text\":\"x\",\"created_at\":\"" + secret + "\"}",
            v2Message(v2(1, secret).without("text").with("x", secret)).toString())) {
      Outcome outcome = Outcome.of(line.getBytes(UTF_8));
      assertThat(outcome.malformed, hasSize(1));
      assertThat(outcome.deadLetter(), not(containsString(secret)));
    }
  }

  @Test
  public void theReasonOfALineThatIsCutOffDoesNotShowItsBeginning() {
    for (String line : List.of("{\"secret\":{\"secret\":7", "{\"secret\":[7,", "{\"secret\":{")) {
      String reason = Outcome.of(line).deadLetter();
      assertThat(reason, startsWith(NOT_JSON + "Unexpected end-of-input"));
      assertThat(reason, not(containsString("secret")));
      assertThat(reason, not(containsString("Source")));
    }
  }
}
