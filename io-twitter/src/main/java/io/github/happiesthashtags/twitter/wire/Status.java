package io.github.happiesthashtags.twitter.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One status as read off the wire, whatever its format. Mutable and reused by the parser: copy what
 * you keep before the handler returns.
 */
public final class Status {
  private long id;
  private long timestampMillis;
  private @Nullable String lang;
  private boolean retweet;
  private String rawText = "";
  private @Nullable String text;
  private @Nullable List<String> hashtags;

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
      unescaped = HtmlEntities.unescape(rawText);
      text = unescaped;
    }
    return unescaped;
  }

  /** Whether {@link #hashtags()} is known already, rather than to be extracted from the text. */
  public boolean listsHashtags() {
    return hashtags != null;
  }

  /**
   * The hashtags of {@link #text()}, as written, without {@code #}, in order, possibly repeated.
   * Taken from the entities of the same text; extracted from it where the message has none.
   */
  public List<String> hashtags() {
    List<String> found = hashtags;
    if (found == null) {
      found = HashtagExtractor.extract(text());
      hashtags = found;
    }
    return found;
  }
}
