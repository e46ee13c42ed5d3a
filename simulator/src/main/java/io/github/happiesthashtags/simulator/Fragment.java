package io.github.happiesthashtags.simulator;

/**
 * A piece of a status's text, with everything that is ever written for it worked out beforehand:
 * making a message is then little more than copying arrays.
 */
final class Fragment {
  /** What a piece is, which decides the list of entities that it appears in. */
  enum Kind {
    PLAIN,
    EMOJI,
    HASHTAG,
    MENTION,
    URL
  }

  private static final byte[] NO_ENTITY = {};

  private final Kind kind;
  private final int codePoints;
  private final byte[] utf8;
  private final byte[] ascii;
  private final byte[] v2Entity;
  private final byte[] v1Entity;

  private Fragment(Kind kind, String text, byte[] v2Entity, byte[] v1Entity) {
    this.kind = kind;
    this.codePoints = text.codePointCount(0, text.length());
    this.utf8 = Json.utf8(text);
    this.ascii = Json.ascii(text);
    this.v2Entity = v2Entity;
    this.v1Entity = v1Entity;
  }

  static Fragment plain(String text) {
    return new Fragment(Kind.PLAIN, text, NO_ENTITY, NO_ENTITY);
  }

  static Fragment emoji(String text) {
    return new Fragment(Kind.EMOJI, text, NO_ENTITY, NO_ENTITY);
  }

  /**
   * @param sign the number sign in front, ASCII or full-width
   */
  static Fragment hashtag(String sign, String tag) {
    return new Fragment(
        Kind.HASHTAG,
        sign + tag,
        Json.syntax(",\"tag\":\"" + tag + "\"}"),
        Json.asciiBetween("{\"text\":\"", tag, "\",\"indices\":["));
  }

  static Fragment mention(long id, String username, String name) {
    return new Fragment(
        Kind.MENTION,
        "@" + username,
        Json.syntax(",\"username\":\"" + username + "\",\"id\":\"" + id + "\"}"),
        Json.asciiBetween(
            "{\"screen_name\":\"" + username + "\",\"name\":\"",
            name,
            "\",\"id\":" + id + ",\"id_str\":\"" + id + "\",\"indices\":["));
  }

  static Fragment url(String shortUrl, String expandedUrl, String displayUrl) {
    String v2 =
        ",\"url\":\"%s\",\"expanded_url\":\"%s\",\"display_url\":\"%s\"}"
            .formatted(shortUrl, expandedUrl, displayUrl);
    String v1 =
        "{\"url\":\"%s\",\"expanded_url\":\"%s\",\"display_url\":\"%s\",\"indices\":["
            .formatted(shortUrl, expandedUrl, displayUrl)
            .replace("/", "\\/");
    return new Fragment(Kind.URL, shortUrl, Json.syntax(v2), Json.syntax(v1));
  }

  Kind kind() {
    return kind;
  }

  /** The length in the text, as the API's offsets count it. */
  int codePoints() {
    return codePoints;
  }

  byte[] utf8() {
    return utf8;
  }

  byte[] ascii() {
    return ascii;
  }

  /** What follows the two offsets in v2's entity. */
  byte[] v2Entity() {
    return v2Entity;
  }

  /** What comes before the two offsets in v1.1's entity. */
  byte[] v1Entity() {
    return v1Entity;
  }
}
