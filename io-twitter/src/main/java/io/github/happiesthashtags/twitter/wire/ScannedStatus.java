package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.happiesthashtags.twitter.scan.StatusScanner;
import io.github.happiesthashtags.twitter.scan.StatusScanner.Span;
import io.github.happiesthashtags.twitter.scan.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a line that a scan understood: decodes a value when it is asked for. One object a
 * parser, reused for every line.
 */
final class ScannedStatus implements Status {
  /** Milliseconds of any year that has an ISO-8601 form, and no overflow. */
  private static final int MAX_MILLIS_DIGITS = 15;

  private final StatusScanner scanner;
  private long timestampMillis;
  private @Nullable String text;
  private @Nullable List<String> hashtags;
  private StatusDetails details = StatusDetails.NONE;

  // A stream brings thousands of statuses a second, and created_at is a whole second.
  private byte[] lastCreatedAt = {};
  private long lastMillis = EventTimes.NONE;

  ScannedStatus(StatusScanner scanner) {
    this.scanner = scanner;
  }

  /**
   * Takes the status that the scanner found last.
   *
   * @return false if it has no time: the full parser must say what is wrong
   */
  boolean take() {
    text = null;
    hashtags = null;
    timestampMillis = eventTime();
    return timestampMillis != EventTimes.NONE;
  }

  /** Adds the details of the status that was taken last. */
  void setDetails(StatusDetails details) {
    this.details = details;
  }

  private long eventTime() {
    long id = scanner.id();
    if (id != scanner.versionId() && EventTimes.ofId(id) != EventTimes.NONE) {
      return EventTimes.ofId(id);
    }
    Span millis = scanner.timestampMs();
    if (millis.exists()) {
      return EventTimes.inRange(ofDigits(millis));
    }
    Span createdAt = scanner.createdAt();
    if (createdAt.exists()) {
      long time = ofCreatedAt(createdAt);
      if (time != EventTimes.NONE || !isPlain(createdAt)) {
        return time;
      }
    }
    return EventTimes.ofId(id);
  }

  private long ofDigits(Span digits) {
    byte[] line = scanner.line();
    int length = digits.to() - digits.from();
    if (length == 0 || length > MAX_MILLIS_DIGITS) {
      return EventTimes.NONE;
    }
    long value = 0;
    for (int i = digits.from(); i < digits.to(); i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        return EventTimes.NONE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private long ofCreatedAt(Span at) {
    byte[] line = scanner.line();
    if (!Arrays.equals(line, at.from(), at.to(), lastCreatedAt, 0, lastCreatedAt.length)) {
      lastCreatedAt = Arrays.copyOfRange(line, at.from(), at.to());
      // A readable time is ASCII without escapes; no time is read from anything else here.
      lastMillis = EventTimes.ofCreatedAt(new String(lastCreatedAt, ISO_8859_1));
    }
    return lastMillis;
  }

  /** Whether the string is ASCII without escapes, and so its bytes are its characters. */
  private boolean isPlain(Span string) {
    byte[] line = scanner.line();
    for (int i = string.from(); i < string.to(); i++) {
      if (line[i] < 0 || line[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  @Override
  public StatusDetails details() {
    return details;
  }

  @Override
  public long id() {
    return scanner.id();
  }

  @Override
  public long versionId() {
    return scanner.versionId();
  }

  @Override
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public @Nullable String lang() {
    Span lang = scanner.lang();
    return lang.exists()
        ? LanguageCode.canonical(ScannedValues.string(scanner.line(), lang.from(), lang.to()))
        : null;
  }

  @Override
  public boolean isRetweet() {
    return scanner.isRetweet();
  }

  @Override
  public String text() {
    String decoded = text;
    if (decoded == null) {
      Span span = scanner.text();
      decoded = HtmlEntities.unescape(ScannedValues.string(scanner.line(), span.from(), span.to()));
      text = decoded;
    }
    return decoded;
  }

  @Override
  public String asciiText() {
    Span span = scanner.text();
    return text != null
        ? text
        : HtmlEntities.unescape(ScannedValues.asciiString(scanner.line(), span.from(), span.to()));
  }

  @Override
  public boolean mayHold(TokenPrefilter tokens) {
    Span span = scanner.text();
    return tokens.mayBeIn(scanner.line(), span.from(), span.to());
  }

  @Override
  public boolean isUntagged() {
    if (hashtags == null && scanner.hasEntities()) {
      hashtags = ofEntities();
    }
    if (hashtags != null) {
      return hashtags.isEmpty();
    }
    Span span = scanner.text();
    return !Words.mayHoldNumberSign(scanner.line(), span.from(), span.to())
        || !HashtagExtractor.hasSign(text());
  }

  @Override
  public List<String> hashtags() {
    List<String> found = hashtags;
    if (found == null) {
      found = scanner.hasEntities() ? ofEntities() : null;
      found = found == null ? HashtagExtractor.extract(text()) : found;
      hashtags = found;
    }
    return found;
  }

  private @Nullable List<String> ofEntities() {
    Span array = scanner.hashtags();
    return array.exists()
        ? ScannedValues.hashtags(scanner.line(), array.from(), array.to())
        : List.of();
  }
}
