package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.scan.Span;
import io.github.happiesthashtags.twitter.scan.StatusScanner;
import io.github.happiesthashtags.twitter.scan.TextSpans;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One status as read off the wire, whatever its format. Mutable and reused by the parser: copy what
 * you keep before the handler returns.
 */
public final class Status {
  /**
   * Of language, text and hashtags; nearly all statuses have less than 1 KB, a long note up to
   * 25,000.
   */
  private static final int MAX_EXCERPT_BYTES = 1 << 12;

  private static final char FULL_WIDTH_NUMBER_SIGN = '\uFF03';

  private static final int RETWEET = 1;
  private static final int ENTITIES = 2;
  private static final int EDIT = 4;

  /** As of a {@link Span} that does not exist. */
  private static final int ABSENT = -1;

  private long id;
  private long versionId;
  private long timestampMillis;
  private boolean retweet;
  private @Nullable String lang;
  private @Nullable String rawText;
  private @Nullable String text;
  private @Nullable List<String> hashtags;

  // Of a scanned status: where what is not decoded yet stands.
  private boolean scanned;
  private byte[] line = {};
  private int langFrom;
  private int langTo;
  private int textFrom;
  private int textTo;
  private boolean entities;
  private int hashtagsFrom;
  private int hashtagsTo;

  Status() {}

  void set(
      long id,
      long versionId,
      long timestampMillis,
      @Nullable String lang,
      boolean retweet,
      String rawText,
      @Nullable List<String> entityHashtags) {
    this.id = id;
    this.versionId = versionId;
    this.timestampMillis = timestampMillis;
    this.lang = lang == null ? null : LanguageCode.canonical(lang);
    this.retweet = retweet;
    this.rawText = rawText;
    this.text = null;
    this.hashtags = entityHashtags;
  }

  /** Takes what was scanned in a line, and decodes it as it is asked for. */
  void set(byte[] line, StatusScanner scanned, long timestampMillis) {
    set(line, scanned.id(), scanned.versionId(), timestampMillis, scanned.isRetweet());
    Span ofLang = scanned.lang();
    lang(ofLang.from(), ofLang.to());
    TextSpans of = scanned.text();
    text(of.text().from(), of.text().to());
    hashtags(of.hasEntities(), of.hashtags().from(), of.hashtags().to());
  }

  private void set(byte[] from, long id, long versionId, long timestampMillis, boolean retweet) {
    this.scanned = true;
    this.line = from;
    this.id = id;
    this.versionId = versionId;
    this.timestampMillis = timestampMillis;
    this.retweet = retweet;
  }

  private void lang(int from, int to) {
    lang = null;
    langFrom = from;
    langTo = to;
  }

  private void text(int from, int to) {
    rawText = null;
    text = null;
    textFrom = from;
    textTo = to;
  }

  private void hashtags(boolean hasEntities, int from, int to) {
    entities = hasEntities;
    hashtagsFrom = from;
    hashtagsTo = to;
    hashtags = hasEntities && from < 0 ? List.of() : null;
  }

  /**
   * Writes what {@link #readExcerpt} reads; nothing if the status was not scanned, or is so long
   * that it had better be read again.
   */
  void writeExcerpt(EntryWriter out) {
    int length = (langTo - langFrom) + (textTo - textFrom) + (hashtagsTo - hashtagsFrom);
    if (!scanned || length > MAX_EXCERPT_BYTES) {
      return;
    }
    out.number(id);
    out.number((retweet ? RETWEET : 0) | (entities ? ENTITIES : 0) | (isEdit() ? EDIT : 0));
    if (isEdit()) {
      out.number(versionId);
    }
    writeString(out, langFrom, langTo);
    writeString(out, textFrom, textTo);
    if (hashtagsFrom < 0) {
      out.number(0);
    } else {
      out.run(line, hashtagsFrom, hashtagsTo);
    }
  }

  /** With its quotes, which decoding needs, and which tell an empty one from none. */
  private void writeString(EntryWriter out, int from, int to) {
    if (from < 0) {
      out.number(0);
    } else {
      out.run(line, from - 1, to + 1);
    }
  }

  /**
   * Takes an excerpt, and keeps a hold of the bytes that it is in.
   *
   * @throws IOException if it is damaged
   */
  void readExcerpt(EntryReader in, long timestampMillis) throws IOException {
    long excerptId = in.number();
    long flags = in.number();
    long version = (flags & EDIT) != 0 ? in.number() : excerptId;
    set(in.bytes(), excerptId, version, timestampMillis, (flags & RETWEET) != 0);
    int length = stringRun(in);
    lang(length == 0 ? ABSENT : in.at() - length + 1, length == 0 ? ABSENT : in.at() - 1);
    length = stringRun(in);
    if (length == 0) {
      throw EntryReader.damaged();
    }
    text(in.at() - length + 1, in.at() - 1);
    length = in.run();
    hashtags(
        (flags & ENTITIES) != 0,
        length == 0 ? ABSENT : in.at() - length,
        length == 0 ? ABSENT : in.at());
  }

  private static int stringRun(EntryReader in) throws IOException {
    int length = in.run();
    if (length == 1) {
      throw EntryReader.damaged();
    }
    return length;
  }

  /** The numeric id, above zero. All versions of an edited status have the first version's id. */
  public long id() {
    return id;
  }

  /** The id of this version, above zero; differs from {@link #id()} only after an edit. */
  public long versionId() {
    return versionId;
  }

  /** Whether this is a later version of an edited status, and so takes an earlier one's place. */
  public boolean isEdit() {
    return versionId != id;
  }

  /**
   * The event time in milliseconds since the epoch. All versions of an edited status have the first
   * version's, so that they are in the same windows.
   */
  public long timestampMillis() {
    return timestampMillis;
  }

  /**
   * The BCP 47 language that Twitter detected, by its current code; null if the message has none.
   */
  public @Nullable String lang() {
    if (lang == null && scanned && langFrom >= 0) {
      lang = LanguageCode.canonical(ScannedValues.string(line, langFrom, langTo));
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

  /**
   * The text for one who looks for ASCII alone: it has the characters of ASCII that {@link #text()}
   * has, in that order, and between two of them others, no matter which, where text() has others.
   * It costs much less, as the others are not decoded.
   */
  public String asciiText() {
    return scanned && text == null && rawText == null
        ? HtmlEntities.unescape(ScannedValues.asciiString(line, textFrom, textTo))
        : text();
  }

  private String rawText() {
    if (rawText != null) {
      return rawText;
    }
    return scanned ? ScannedValues.string(line, textFrom, textTo) : "";
  }

  /** Whether a token may be in {@link #text()}; false is certain, and takes no decoding. */
  public boolean mayHold(TokenHint hint) {
    return !scanned || hint.mayBeIn(line, textFrom, textTo);
  }

  /**
   * Whether {@link #hashtags()} is empty for a reason that costs little to see: there is none among
   * the entities or, without entities in Twitter's form, the text has no number sign. If false, it
   * may still be empty. The answer is the same however the status was read.
   */
  public boolean isUntagged() {
    if (hashtags == null && scanned && entities) {
      hashtags = ScannedValues.hashtags(line, hashtagsFrom, hashtagsTo);
    }
    if (hashtags != null) {
      return hashtags.isEmpty();
    }
    if (scanned && !ScannedValues.mayHoldHashtag(line, textFrom, textTo)) {
      return true;
    }
    return text().indexOf('#') < 0 && text().indexOf(FULL_WIDTH_NUMBER_SIGN) < 0;
  }

  /**
   * The hashtags of {@link #text()}, as written, without {@code #}, in order, possibly repeated.
   * Taken from the entities of the same text; extracted from the text if the message has no
   * entities in Twitter's form.
   */
  public List<String> hashtags() {
    List<String> found = hashtags;
    if (found == null) {
      if (scanned && entities) {
        found = ScannedValues.hashtags(line, hashtagsFrom, hashtagsTo);
      }
      found = found == null ? HashtagExtractor.extract(text()) : found;
      hashtags = found;
    }
    return found;
  }
}
