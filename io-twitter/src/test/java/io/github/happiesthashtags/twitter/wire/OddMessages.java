package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Messages made by chance of the fields that are looked at, mostly with values that fit them, in
 * any of the spellings that JSON has; and small damage to a line.
 */
final class OddMessages {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "id_str",
          "edit_history_tweet_ids",
          "edit_history",
          "initial_tweet_id",
          "title",
          "timestamp_ms",
          "created_at",
          "lang",
          "type",
          "text",
          "full_text",
          "entities",
          "extended_tweet",
          "note_tweet",
          "retweeted_status",
          "referenced_tweets",
          "data",
          "includes",
          "errors",
          "meta",
          "delete",
          "user",
          "x",
          "hashtags",
          "tweets",
          "ids");
  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "nice :) #one",
          "a \uff03two",
          "caf\u00e9 \ud83d\ude00 #\u3042",
          "&amp;#1 &lt;3",
          "\\u0023no",
          "\"quoted\" \\ / \b\f\n\r\t",
          "half \ud83d",
          "\u007f\u0080\u07ff\u0800\uffff",
          "seven77",
          "eight888",
          "nine99999",
          "fifteen chars 15",
          "sixteen chars 016 and more");
  private static final List<String> IDS =
      List.of(
          "1",
          "99999999999",
          "1724551110460181978",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999",
          "0",
          "-1",
          "01",
          "1.0",
          "1e3",
          "1.24e+18",
          "x1");
  private static final List<String> TIMES =
      List.of(
          "Sat Mar 10 14:03:15 +0000 2018",
          "2018-03-10T14:03:15.000Z",
          "2018-03-10T14:03:15+01:00",
          "1520690595000",
          "1520690595000.0",
          "2018-03-10 14:03:15+00:00",
          "2018-03-10 14:03:15",
          "Sat, 10 Mar 2018 14:03:15 +0000",
          "-1",
          "+1520690595000",
          "999999999999999",
          "never",
          "");
  private static final List<String> NUMBERS =
      List.of("0", "-0", "1", "-12.5", "1E5", "2e-3", "1.5e+10", "12345678901234567890");
  private static final List<String> NO_NUMBERS = List.of("01", "-", "1.", ".5", "+1", "1e", "0x1");
  private static final byte[] DAMAGES = {
    0,
    '"',
    '{',
    '}',
    '[',
    ']',
    '\\',
    (byte) 0x80,
    (byte) 0xA0,
    (byte) 0xC0,
    (byte) 0xC3,
    (byte) 0xE0,
    (byte) 0xED,
    (byte) 0xF0,
    (byte) 0xF4,
    (byte) 0xFF,
    ',',
    ':',
    '7',
    ' ',
    '-',
    '\t',
    '\n',
    '0',
    '.',
    'e',
    'u',
    'n',
    '#'
  };
  private static final int DEEPEST = 3;

  private final Random random;

  OddMessages(long seed) {
    this.random = new Random(seed);
  }

  byte[] next() {
    String fields = random.nextInt(3) > 0 ? member("id", 0) + "," + member("text", 0) + "," : "";
    String message = "{" + fields + members(0) + "}";
    if (random.nextInt(3) == 0) {
      message = "{\"data\":" + message + "," + members(0) + "}";
    }
    return (message + space()).getBytes(UTF_8);
  }

  /** The line with one byte replaced, removed, added, or with its end cut off. */
  byte[] damage(byte[] line) {
    int at = random.nextInt(line.length);
    byte damage = DAMAGES[random.nextInt(DAMAGES.length)];
    int how = random.nextInt(4);
    int length = how == 0 ? line.length : how == 1 ? line.length - 1 : line.length + 1;
    if (how == 3) {
      return Arrays.copyOf(line, at);
    }
    byte[] damaged = new byte[length];
    System.arraycopy(line, 0, damaged, 0, at);
    int from = how == 2 ? at : at + 1;
    int to = how == 1 ? at : at + 1;
    System.arraycopy(line, from, damaged, to, line.length - from);
    if (how != 1) {
      damaged[at] = damage;
    }
    return damaged;
  }

  private String members(int depth) {
    StringBuilder members = new StringBuilder();
    for (int left = random.nextInt(4); left >= 0; left--) {
      members.append(member(pick(FIELDS), depth)).append(left == 0 ? "" : "," + space());
    }
    return members.toString();
  }

  private String member(String name, int depth) {
    String spelled = random.nextInt(80) == 0 ? spelled(name) : '"' + name + '"';
    String value = random.nextInt(20) == 0 ? any(depth + 1) : fitting(name, depth + 1);
    return space() + spelled + space() + ":" + space() + value + space();
  }

  private String fitting(String name, int depth) {
    return switch (name) {
      case "id", "id_str" ->
          switch (random.nextInt(12)) {
            case 0 -> "{\"$numberLong\":\"" + pick(IDS) + "\"}";
            case 1 -> '"' + pick(IDS) + '"';
            case 2 -> pick(List.of("1.24e+18", "99999999999.0", "-1", "12345678901234567890"));
            default -> goodId();
          };
      case "initial_tweet_id" -> goodId();
      case "edit_history_tweet_ids" ->
          "["
              + space()
              + (random.nextInt(6) == 0 ? any(depth) : goodId())
              + (random.nextBoolean() ? "" : "," + goodId())
              + "]";
      case "timestamp_ms" -> random.nextInt(9) == 0 ? object(depth) : '"' + pick(TIMES) + '"';
      case "created_at" ->
          random.nextInt(9) == 0
              ? "{\"$date\":" + (random.nextBoolean() ? any(depth) : spelled(pick(TIMES))) + "}"
              : spelled(pick(TIMES));
      case "text", "full_text" -> spelled(pick(TEXTS));
      case "lang" ->
          random.nextInt(4) == 0 ? "null" : spelled(pick(List.of("en", "en", "in", "IW", "ji")));
      case "type" -> spelled(random.nextBoolean() ? "retweeted" : "quoted");
      case "hashtags" ->
          switch (random.nextInt(8)) {
            case 0, 1, 2 -> "[" + space() + "]";
            case 3 -> "[" + any(depth) + "]";
            case 4 -> "[{\"tag\":\"a\"}," + any(depth) + "]";
            default ->
                "[{\"text\":" + spelled(pick(TEXTS)) + "},{\"tag\":\"b\"," + members(depth) + "}]";
          };
      case "tweets", "referenced_tweets" ->
          "[" + object(depth) + (random.nextBoolean() ? "," + object(depth) : "") + "]";
      case "entities",
          "extended_tweet",
          "note_tweet",
          "retweeted_status",
          "data",
          "includes",
          "edit_history" ->
          object(depth);
      default -> any(depth);
    };
  }

  private String goodId() {
    return switch (random.nextInt(3)) {
      case 0 -> "1724551110460181978";
      // What JavaScript makes of it.
      case 1 -> "1724551110460182000";
      default -> "\"99999999999\"";
    };
  }

  private String object(int depth) {
    return depth > DEEPEST ? "{}" : "{" + members(depth) + "}";
  }

  private String any(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> random.nextInt(60) == 0 ? pick(NO_NUMBERS) : pick(NUMBERS);
      case 3 -> pick(IDS);
      case 4 -> "[" + (random.nextBoolean() ? fitting(pick(FIELDS), depth) : space()) + "]";
      case 5 -> object(depth);
      case 6 -> "{" + space() + "}";
      default -> spelled(pick(TEXTS));
    };
  }

  private String spelled(String text) {
    StringBuilder spelled = new StringBuilder("\"");
    boolean escaping = random.nextInt(3) == 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c);
      if (must || (escaping && random.nextInt(3) == 0)) {
        int shortForm = "\"\\/\b\f\n\r\t".indexOf(c);
        if (shortForm >= 0 && random.nextBoolean()) {
          spelled.append('\\').append("\"\\/bfnrt".charAt(shortForm));
        } else {
          spelled.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
        }
      } else {
        spelled.append(c);
      }
    }
    return spelled.append('"').toString();
  }

  private String space() {
    return random.nextInt(30) == 0 ? pick(List.of(" ", "\t", "\r", "  ", "\n")) : "";
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
