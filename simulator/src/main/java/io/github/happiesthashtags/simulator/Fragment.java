package io.github.happiesthashtags.simulator;

/**
 * A piece of a status's text with its JSON for every API version, encoded in advance. Making a
 * message is then little more than copying arrays.
 */
final class Fragment {
  /** The kind of a fragment, which decides in which list of entities it appears. */
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
  private final long mentionedId;

  private Fragment(Kind kind, String text, byte[] v2Entity, byte[] v1Entity) {
    this(kind, text, v2Entity, v1Entity, 0);
  }

  private Fragment(Kind kind, String text, byte[] v2Entity, byte[] v1Entity, long mentionedId) {
    this.kind = kind;
    this.mentionedId = mentionedId;
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
   * Returns a hashtag.
   *
   * @param sign the leading number sign, ASCII or full-width
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
            "\",\"id\":" + id + ",\"id_str\":\"" + id + "\",\"indices\":["),
        id);
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

  /** Returns the id of the account that a mention names; 0 of other fragments. */
  long mentionedId() {
    return mentionedId;
  }

  /** Returns the length in code points, which the API's offsets count in. */
  int codePoints() {
    return codePoints;
  }

  byte[] utf8() {
    return utf8;
  }

  byte[] ascii() {
    return ascii;
  }

  /** Returns the part of the v2 entity that follows the two offsets. */
  byte[] v2Entity() {
    return v2Entity;
  }

  /** Returns the part of the v1.1 entity that precedes the two offsets. */
  byte[] v1Entity() {
    return v1Entity;
  }
}
