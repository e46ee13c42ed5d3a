package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.scan.StatusScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One status as read off the wire, whatever its format. Mutable and reused by the parser: copy what
 * you keep before the handler returns.
 */
public final class Status {
  private long id;
  private long timestampMillis;
  private boolean retweet;
  private @Nullable String lang;
  private @Nullable String rawText;
  private @Nullable String text;
  private @Nullable List<String> hashtags;

  // Of a scanned status: where what is not decoded yet stands.
  private byte[] line = {};
  private @Nullable StatusScanner scanned;

  Status() {}

  void set(
      long id,
      long timestampMillis,
      @Nullable String lang,
      boolean retweet,
      String rawText,
      @Nullable List<String> entityHashtags) {
    this.id = id;
    this.timestampMillis = timestampMillis;
    this.lang = lang;
    this.retweet = retweet;
    this.rawText = rawText;
    this.text = null;
    this.hashtags = entityHashtags;
  }

  /** Takes what was scanned in a line, and decodes it as it is asked for. */
  void set(byte[] line, StatusScanner scanned, long timestampMillis) {
    this.line = line;
    this.scanned = scanned;
    this.id = scanned.id();
    this.timestampMillis = timestampMillis;
    this.retweet = scanned.isRetweet();
    this.lang = null;
    this.rawText = null;
    this.text = null;
    this.hashtags =
        scanned.text().hasEntities() && !scanned.text().hashtags().exists() ? List.of() : null;
  }

  /** The numeric id, above zero. */
  public long id() {
    return id;
  }

  /** The event time in milliseconds since the epoch. */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** The BCP 47 language that Twitter detected, or null where the message has none. */
  public @Nullable String lang() {
    if (lang == null && scanned != null && scanned.lang().exists()) {
      lang = ScannedValues.string(line, scanned.lang());
    }
    return lang;
  }

  /** Whether this is a native retweet. */
  public boolean isRetweet() {
    return retweet;
  }

  /**
   * The full text, with Twitter's escapes of ampersand, less-than and greater-than undone; for a
   * retweet that carries it, the retweeted status's.
   */
  public String text() {
    String unescaped = text;
    if (unescaped == null) {
      unescaped = HtmlEntities.unescape(rawText());
      text = unescaped;
    }
    return unescaped;
  }

  private String rawText() {
    if (rawText != null) {
      return rawText;
    }
    return scanned == null ? "" : ScannedValues.string(line, scanned.text().text());
  }

  /**
   * Whether {@link #hashtags()} is known to be empty, which most are, without decoding anything; if
   * false, it may still be.
   */
  public boolean isUntagged() {
    if (hashtags != null) {
      return hashtags.isEmpty();
    }
    return scanned != null
        && !scanned.text().hasEntities()
        && !ScannedValues.mayHoldHashtag(line, scanned.text().text());
  }

  /**
   * The hashtags of {@link #text()}, as written, without {@code #}, in order, possibly repeated.
   * Taken from the entities of the same text; extracted from it where the message has none.
   */
  public List<String> hashtags() {
    List<String> found = hashtags;
    if (found == null) {
      found =
          scanned != null && scanned.text().hasEntities()
              ? ScannedValues.hashtags(line, scanned.text().hashtags())
              : HashtagExtractor.extract(text());
      hashtags = found;
    }
    return found;
  }
}
