package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Page;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Retweet;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.testing.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Whatever happens to a line, there is one outcome and no exception. */
@RunWith(Parameterized.class)
public class CorruptedLineTest {
  private static final byte[] REPLACEMENTS = {
    0, '"', '{', '}', '[', ']', '\\', (byte) 0x80, (byte) 0xC3, (byte) 0xFF, ',', ':', '7', ' ', '-'
  };

  private final byte[] line;

  public CorruptedLineTest(String format, byte[] line) {
    assertThat(format, Outcome.of(line).isSound(), is(true));
    this.line = line;
  }

  /** One line of each format, with everything in it that the parser looks at. */
  @Parameters(name = "{0}")
  public static List<Object[]> lines() {
    String text = "&lt;3 caf\u00e9 \ud83d\ude00 #caf\u00e9 \u3042";
    Json note = Json.object("text", text, "entities", Json.v2Entities("caf\u00e9"));
    Json page =
        v2Page(v2(1, text, "caf\u00e9"), v2Retweet(2, 9, "RT"))
            .with("includes", Json.object("tweets", Json.array(v2(9, text))))
            .with("errors", Json.array(Json.object("title", "Not Found")));
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put(
        "v1.1",
        v1(1, "RT", "caf\u00e9")
            .with(
                "extended_tweet", Json.object("full_text", text, "entities", Json.v1Entities("x")))
            .with("retweeted_status", v1(9, text, "y")));
    lines.put("v1.1 without times", v1(1, text).without("timestamp_ms").without("entities"));
    lines.put(
        "v2", v2Message(v2Retweet(1, 9, "RT").with("note_tweet", note), v2(9, text, "caf\u00e9")));
    lines.put("v2 page", page);
    lines.put(
        "flattened v2",
        v2(1, "RT")
            .with(
                "referenced_tweets",
                Json.array(v2(9, text).without("entities").with("type", "retweeted"))));
    lines.put(
        "delete", "{\"delete\":{\"status\":{\"id\":1,\"user_id\":2}},\"timestamp_ms\":\"1\"}");
    lines.put(
        "escaped", "{\"id\":\"99999999999\",\"text\":\"\\ud83d\\ude00 \\u003a) \\/ #\\u0061\"}");
    return lines.entrySet().stream()
        .map(e -> new Object[] {e.getKey(), e.getValue().toString().getBytes(UTF_8)})
        .toList();
  }

  private static void assertSound(byte[] corrupted) {
    Outcome outcome = new Outcome();
    try {
      new MessageParser().parse(corrupted, 0, corrupted.length, outcome);
    } catch (RuntimeException e) {
      throw new AssertionError("thrown on " + new String(corrupted, ISO_8859_1), e);
    }
    if (!outcome.isSound()) {
      throw new AssertionError(outcome + " of " + new String(corrupted, ISO_8859_1));
    }
  }

  @Test
  public void aReplacedByteGivesOneOutcome() {
    for (int i = 0; i < line.length; i++) {
      for (byte replacement : REPLACEMENTS) {
        byte[] corrupted = line.clone();
        corrupted[i] = replacement;
        assertSound(corrupted);
      }
    }
  }

  @Test
  public void aMissingByteGivesOneOutcome() {
    for (int i = 0; i < line.length; i++) {
      byte[] corrupted = new byte[line.length - 1];
      System.arraycopy(line, 0, corrupted, 0, i);
      System.arraycopy(line, i + 1, corrupted, i, corrupted.length - i);
      assertSound(corrupted);
    }
  }

  @Test
  public void aLineCutShortIsADeadLetterAtEveryLength() {
    for (int length = 1; length < line.length; length++) {
      byte[] cut = Arrays.copyOf(line, length);

      assertSound(cut);
      assertThat(Outcome.of(cut).malformed, hasSize(1));
    }
  }

  @Test
  public void aLineThatEndsInItsBufferIsNotReadBeyondItsEnd() {
    for (int length = 1; length < line.length; length++) {
      Outcome outcome = new Outcome();
      new MessageParser().parse(line, 0, length, outcome);
      assertThat(outcome.malformed, hasSize(1));
    }
  }
}
