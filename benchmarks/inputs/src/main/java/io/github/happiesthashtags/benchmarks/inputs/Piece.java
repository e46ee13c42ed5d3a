package io.github.happiesthashtags.benchmarks.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A piece of a text with all that is ever written of it, so that a message is mostly copying. */
final class Piece {
  /** What a piece is, which decides the list of entities that it appears in. */
  enum Kind {
    WORD,
    HASHTAG,
    MENTION,
    URL
  }

  private static final byte[] NONE = {};

  private final Kind kind;
  private final int codePoints;
  private final byte[] utf8;
  private final byte[] ascii;
  private final byte[] v1Entity;
  private final byte[] v2Entity;

  private Piece(Kind kind, String text, byte[] v1Entity, byte[] v2Entity) {
    this.kind = kind;
    this.codePoints = text.codePointCount(0, text.length());
    this.utf8 = JsonBytes.utf8(text);
    this.ascii = JsonBytes.ascii(text);
    this.v1Entity = v1Entity;
    this.v2Entity = v2Entity;
  }

  static Piece word(String text) {
    return new Piece(Kind.WORD, text, NONE, NONE);
  }

  static Piece hashtag(String name) {
    return new Piece(
        Kind.HASHTAG,
        "#" + name,
        v1("\"text\":\"", name, ""),
        JsonBytes.syntax(",\"tag\":\"" + name + "\"}"));
  }

  static Piece mention(long id, String screenName, String name) {
    String start = "\"screen_name\":\"" + screenName + "\",\"name\":\"";
    String end = "\",\"id\":" + id + ",\"id_str\":\"" + id;
    return new Piece(
        Kind.MENTION,
        "@" + screenName,
        v1(start, name, end),
        JsonBytes.syntax(",\"username\":\"" + screenName + "\",\"id\":\"" + id + "\"}"));
  }

  static Piece url(String key, String page) {
    String shortened = "https://t.co/" + key;
    String members =
        "\"url\":\"%1$s\",\"expanded_url\":\"https://%2$s\",\"display_url\":\"%2$s"
            .formatted(shortened, page);
    return new Piece(
        Kind.URL,
        shortened,
        v1(members.replace("/", "\\/"), "", ""),
        JsonBytes.syntax("," + members + "\"}"));
  }

  private static byte[] v1(String start, String text, String end) {
    return JsonBytes.syntax(
        "{" + start + new String(JsonBytes.ascii(text), UTF_8) + end + "\",\"indices\":[");
  }

  Kind kind() {
    return kind;
  }

  /** The length as the API's offsets count it. */
  int codePoints() {
    return codePoints;
  }

  byte[] utf8() {
    return utf8;
  }

  byte[] ascii() {
    return ascii;
  }

  /** What comes before the two offsets in v1.1's entity. */
  byte[] v1Entity() {
    return v1Entity;
  }

  /** What follows the two offsets in v2's entity. */
  byte[] v2Entity() {
    return v2Entity;
  }
}
