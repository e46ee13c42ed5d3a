package io.github.happiesthashtags.oracle;

import io.github.happiesthashtags.oracle.GeneratedJson.Obj;
import io.github.happiesthashtags.oracle.GeneratedJson.Raw;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Small nasty recordings, the same for the same seed: every format and kind of message, copies that
 * differ, edits, and lines broken in many ways. Only what the contract decides is generated; where
 * it leaves a choice (a BOM), nothing is.
 */
public final class GeneratedMessages {

  /**
   * Tokens that the texts are full of: prefixes of one another, with and without a selector, and
   * some that only unescaped text holds. The weights differ, so that a wrong match shows.
   */
  public static final Map<String, Integer> LEXICON =
      Map.of(
          ":)", 1,
          ":))", 3,
          "(:", 1,
          ":-)", 2,
          ">:)", 5,
          "<3", 1,
          "\uD83D\uDE00", 1,
          "\uD83D\uDE42", 2,
          "\u263A\uFE0F", 1);

  private static final List<String> UNKNOWN_MESSAGES =
      List.of(
          "{}",
          "[]",
          "[{\"id\":1,\"text\":\":)\"}]",
          "7",
          "\"text\"",
          "null",
          "true",
          "{\"delete\":null}",
          "{\"data\":null}",
          "{\"data\":\":) #joy\"}",
          "{\"friends\":[1,2,3]}",
          "{\"id\":\"1212200000000000000\",\"action\":\"delete\",\"reason\":\"protected\"}",
          "{\"statuses\":[]}");

  private static final List<String> BLANK_LINES = List.of("", " ", "\t \t", "  ");

  private final Random random;
  private final GeneratedTweets tweets;
  private final GeneratedTexts texts;

  private GeneratedMessages(long seed) {
    random = new Random(seed);
    texts = new GeneratedTexts(random);
    tweets = new GeneratedTweets(random, texts);
  }

  /** Lines without their newlines; some end in a carriage return. */
  public static List<byte[]> lines(long seed, int count) {
    GeneratedMessages messages = new GeneratedMessages(seed);
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(messages.line());
    }
    return lines;
  }

  /** The lines as a recording, each ended by a newline. */
  public static byte[] recording(List<byte[]> lines) {
    ByteArrayOutputStream recording = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      recording.writeBytes(line);
      recording.write('\n');
    }
    return recording.toByteArray();
  }

  private byte[] line() {
    int kind = random.nextInt(100);
    byte[] line;
    if (kind < 80) {
      line = bytes(GeneratedJson.write(statusMessage(), random));
    } else if (kind < 87) {
      line = bytes(GeneratedJson.write(otherMessage(), random));
    } else if (kind < 90) {
      line = bytes(texts.pick(BLANK_LINES));
    } else if (kind < 92) {
      line = bytes(texts.pick(UNKNOWN_MESSAGES));
    } else {
      line = broken(GeneratedJson.write(statusMessage(), random));
    }
    return random.nextInt(5) == 0 ? concat(line, bytes("\r")) : line;
  }

  private Obj statusMessage() {
    Obj message =
        switch (random.nextInt(4)) {
          case 0 -> tweets.v1();
          case 1 -> tweets.v2Message();
          case 2 -> tweets.v2Page();
          default -> tweets.flattened();
        };
    if (random.nextInt(25) == 0) {
      message.add("deep", new Raw("[".repeat(200) + "\":) #deep\"" + "]".repeat(200)));
    }
    return message.shuffle(random);
  }

  private Obj otherMessage() {
    Obj status = new Obj().add("id", random.nextInt(1000)).add("text", ":) #joy").add("user_id", 3);
    Obj error =
        new Obj().add("title", "operational-disconnect").add("detail", ":) #joy").add("data", 1);
    return switch (random.nextInt(11)) {
      case 0, 1 ->
          new Obj().add("delete", new Obj().add("status", status).add("timestamp_ms", "soon"));
      case 2 -> new Obj().add("limit", new Obj().add("track", random.nextInt(100)));
      case 3 -> new Obj().add("warning", new Obj().add("code", "FALLING_BEHIND"));
      case 4 -> new Obj().add("scrub_geo", new Obj().add("user_id", 5));
      case 5 ->
          new Obj().add("status_withheld", status.add("withheld_in_countries", List.of("DE")));
      case 6 -> new Obj().add("user_withheld", new Obj().add("id", 5));
      case 7 -> new Obj().add("disconnect", new Obj().add("code", 4).add("reason", ":) #joy"));
      case 8 -> new Obj().add("errors", List.of(error));
      case 9 ->
          new Obj()
              .add("title", "ConnectionException")
              .add("detail", ":) #joy")
              .add(
                  "type",
                  texts.pick(
                      List.of(
                          "https://api.twitter.com/2/problems/streaming-connection",
                          "about:blank")));
      default -> new Obj().add("meta", new Obj().add("result_count", 0));
    };
  }

  private byte[] broken(String json) {
    byte[] whole = bytes(json);
    int at = random.nextInt(whole.length);
    String start = json.substring(0, json.length() - 1);
    return switch (random.nextInt(13)) {
      case 0, 1 -> Arrays.copyOf(whole, at);
      case 2 -> Arrays.copyOfRange(whole, 1 + at / 2, whole.length);
      case 3 -> bytes(json + texts.pick(List.of("}", ",", " x", "{}", json, "\u0000", " null")));
      case 4 ->
          bytes(texts.pick(List.of(":)", "#joy :)", "<html>", ",", "\uFEFF\uFEFF", "\f")) + json);
      case 5 -> bytes(start + ",\"x\":NaN}");
      case 6 ->
          bytes(
              start + texts.pick(List.of(",\"x\":01}", ",\"x\":1.}", ",\"x\":+1}", ",\"x\":.5}")));
      case 7 ->
          bytes(
              start
                  + texts.pick(
                      List.of(",\"x\":\"\\x\"}", ",\"x\":\"\\u12g4\"}", ",\"x\":\"\\\"}")));
      case 8 ->
          bytes(
              start
                  + texts.pick(
                      List.of(",\"x\":\"\u0001\"}", ",\"x\":\"\t\"}", ",'x':1}", ",x:1}")));
      case 9 ->
          bytes(
              start + texts.pick(List.of(",}", ",,\"x\":1}", ",\"x\"}", ",\"x\":}", "]", "/**/}")));
      case 10 -> bytes(start + ",\"x\":" + "[".repeat(200) + "]".repeat(199) + "}");
      case 11 ->
          bytes(start + ",\"x\":" + texts.pick(List.of("nul", "True", "-", "undefined")) + "}");
      default ->
          // Every decoder refuses these: a byte that never occurs, one that has no start, one cut.
          concat(
              Arrays.copyOf(whole, at),
              texts.pick(List.of(bytes(0xFF), bytes(0x80), bytes(0xE2, 0x82))),
              Arrays.copyOfRange(whole, at, whole.length));
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
