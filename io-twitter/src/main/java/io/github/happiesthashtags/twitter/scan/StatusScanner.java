package io.github.happiesthashtags.twitter.scan;

import io.github.happiesthashtags.twitter.scan.Place.Owner;
import io.github.happiesthashtags.twitter.scan.Step.Mark;
import java.util.Arrays;

/**
 * Finds the fields of a line that holds one status: a v1.1 or v2 stream message, or a flattened v2
 * tweet. Not thread-safe: one scanner a thread, and it is worth keeping.
 */
public final class StatusScanner {
  /** Instead of an index: the line may be anything. */
  static final int UNKNOWN = JsonBytes.NONE;

  private static final long UNLIMITED = Long.MAX_VALUE / 2;

  /** As many as the largest long has: more than it becomes negative, and is refused as such. */
  private static final int MAX_ID_DIGITS = 19;

  private static final long OF_EIGHT_DIGITS = 100_000_000;

  /** A v2 message includes the tweets that its own refers to, at most three. */
  private static final int MAX_INCLUDED = 8;

  private static final byte[] RETWEETED = {'r', 'e', 't', 'w', 'e', 'e', 't', 'e', 'd'};

  /** Where a value stands in its line, or that it is not there. Mutable and reused. */
  public static final class Span {
    private static final int ABSENT = -1;

    private int from = ABSENT;
    private int to = ABSENT;

    private Span() {}

    void clear() {
      set(ABSENT, ABSENT);
    }

    void set(int from, int to) {
      this.from = from;
      this.to = to;
    }

    /** Whether there is such a value. */
    public boolean exists() {
      return from >= 0;
    }

    /** The index of the first byte; of a string, after its quote. */
    public int from() {
      return from;
    }

    /** The index after the last byte; of a string, of its quote. */
    public int to() {
      return to;
    }
  }

  private final Automaton automaton = new Automaton();
  private final TweetSpans spans = new TweetSpans(Owner.INCLUDED.index() + MAX_INCLUDED);

  /** Which of the spans' tweets is whose, by the owner's index. */
  private final int[] tweets = new int[Owner.values().length];

  private final Span span = new Span();
  private final Span text = new Span();
  private final Span hashtags = new Span();
  private boolean entities;
  private byte[] line = {};
  private int includedCount;
  private int hashtagsFrom;
  private boolean hasData;
  private boolean hasReferences;
  private int own;
  private long allowance = UNLIMITED;
  private int lineFrom;
  private int failedAt;

  /** Nothing scanned yet. */
  public StatusScanner() {
    Arrays.setAll(tweets, i -> i);
  }

  /**
   * Bounds the effort of each of the following scans beyond walking along known steps. A scan that
   * would cost more ends with "don't know".
   *
   * @param most the bound, in the unit of {@link #effort}
   */
  public void allow(long most) {
    allowance = most;
  }

  /**
   * Returns the cost of the last scan beyond walking along known steps, in bytes that the full
   * parser reads in that time.
   */
  public long effort() {
    return automaton.effort();
  }

  /**
   * Returns the number of bytes that the last scan looked at, if its answer was "don't know"; at
   * most the line's length.
   *
   * @param length of the line
   */
  public int walked(int length) {
    return Math.min(failedAt - lineFrom, length);
  }

  /** Returns the number of steps kept from earlier lines. */
  int steps() {
    return automaton.size();
  }

  /**
   * Scans a line; if the answer is true, the getters speak of its one status until the next call.
   *
   * @return false for "don't know": the line may be anything
   */
  public boolean scan(byte[] buffer, int offset, int length) {
    int end = offset + length;
    if (isEnd(buffer, end)) {
      return scan(buffer, offset) == end;
    }
    if (isEnd(buffer, end + 1) && buffer[end] == '\r') {
      return scan(buffer, offset) == end + 1;
    }
    byte[] copy = new byte[length + 1];
    System.arraycopy(buffer, offset, copy, 0, length);
    copy[length] = '\n';
    return scan(copy, 0) == length;
  }

  private static boolean isEnd(byte[] buffer, int at) {
    return at < buffer.length && buffer[at] == '\n';
  }

  /**
   * Scans the line that begins here, up to its line feed, which must be there.
   *
   * @return the index of the line feed, or {@link #UNKNOWN}
   */
  int scan(byte[] buffer, int offset) {
    line = buffer;
    includedCount = 0;
    hasData = false;
    hasReferences = false;
    spans.clear(Owner.TOP.index());
    lineFrom = offset;
    failedAt = Integer.MAX_VALUE;
    automaton.begin(offset, allowance);
    int behind = walk(buffer, offset);
    if (behind < 0) {
      return UNKNOWN;
    }
    int end = JsonBytes.space(buffer, behind);
    return buffer[end] == '\n' && resolve() ? end : UNKNOWN;
  }

  /** What the getters' indexes are of. */
  public byte[] line() {
    return line;
  }

  /** The id of this version, above zero. */
  public long versionId() {
    return spans.id(own);
  }

  /** The id that all versions share: the first one's, above zero. */
  public long id() {
    long first = spans.firstId(own);
    return first == 0 ? spans.id(own) : first;
  }

  /** The field {@code timestamp_ms}, a string; reused for the next span that is asked for. */
  public Span timestampMs() {
    return span(TweetSpans.TIMESTAMP_MS);
  }

  /** The field {@code created_at}, a string; reused for the next span that is asked for. */
  public Span createdAt() {
    return span(TweetSpans.CREATED_AT);
  }

  /** The field {@code lang}, a string; reused for the next span that is asked for. */
  public Span lang() {
    return span(TweetSpans.LANG);
  }

  private Span span(int slot) {
    spans.read(own, slot, span);
    return span;
  }

  /** Whether the status is a native retweet. */
  public boolean isRetweet() {
    return spans.isRetweet(own);
  }

  /** The text that counts, a string: of a retweet the original's, if it is there. */
  public Span text() {
    return text;
  }

  /** Whether that text has entities; if not, there may be hashtags in the text alone. */
  public boolean hasEntities() {
    return entities;
  }

  /** The entities' array of hashtags, brackets included; absent if it is empty. */
  public Span hashtags() {
    return hashtags;
  }

  /** From a line's first byte to behind its last brace. */
  private int walk(byte[] bytes, int offset) {
    Step last = automaton.beginning();
    int at = offset;
    while (true) {
      Step step = last.lastFollower();
      if (step == null || !step.matches(bytes, at)) {
        step = automaton.after(last, bytes, at);
        if (step == null) {
          failedAt = automaton.reached();
          return UNKNOWN;
        }
      }
      for (Mark mark : step.marks()) {
        if (!pass(mark, at + mark.delta())) {
          failedAt = at;
          return UNKNOWN;
        }
      }
      at += step.length();
      if (step.hasTarget()) {
        at = take(step, at);
      } else if (step.endsWithString()) {
        at = JsonBytes.string(bytes, at);
      } else if (step.endsWithNumber()) {
        at = JsonBytes.number(bytes, at);
      } else if (step.endsLine()) {
        return at;
      }
      if (at < 0) {
        return UNKNOWN;
      }
      last = step;
    }
  }

  /** From the first byte of a value that counts to behind it. */
  private int take(Step step, int at) {
    int tweet = tweets[step.target().owner()];
    int slot = step.target().slot();
    if (slot < 0) {
      return takeId(at, step.endsWithString(), tweet, slot);
    }
    // A type must be comparable as it is written.
    int behind =
        slot == TweetSpans.REFERENCE_TYPE
            ? JsonBytes.plainString(line, at)
            : JsonBytes.string(line, at);
    spans.set(tweet, slot, at, behind - 1);
    return behind;
  }

  private int takeId(int from, boolean quoted, int tweet, int slot) {
    int at = from;
    long id = 0;
    while (at <= from + MAX_ID_DIGITS - Long.BYTES && Words.digits(line, at) == Long.BYTES) {
      id = id * OF_EIGHT_DIGITS + Words.eightDigits(line, at);
      at += Long.BYTES;
    }
    while (JsonBytes.isDigit(line[at]) && at - from < MAX_ID_DIGITS) {
      id = id * 10 + line[at] - '0';
      at++;
    }
    spans.setId(tweet, slot, id);
    if (id <= 0 || line[from] == '0' || (quoted && line[at] != '"')) {
      return UNKNOWN;
    }
    return quoted ? at + 1 : at;
  }

  /** Does what is to be done here; false if no status looks like that. */
  private boolean pass(Mark mark, int at) {
    int tweet = tweets[mark.owner().index()];
    switch (mark.action()) {
      case BEGIN_DATA -> {
        hasData = true;
        spans.clear(Owner.DATA.index());
      }
      case BEGIN_ENTITIES -> spans.setEntities(tweet, mark.form());
      case BEGIN_HASHTAGS -> hashtagsFrom = at;
      case END_HASHTAGS -> spans.set(tweet, TweetSpans.hashtagsOf(mark.form()), hashtagsFrom, at);
      case BEGIN_RETWEETED -> {
        spans.setRetweet(tweet);
        spans.clear(tweets[Owner.RETWEETED.index()]);
        return isFirstReference();
      }
      case BEGIN_REFERENCES -> {
        return isFirstReference();
      }
      case BEGIN_REFERENCE -> spans.clear(tweets[Owner.REFERENCE.index()]);
      case END_REFERENCE -> refer(tweet);
      case BEGIN_INCLUDED -> {
        return include();
      }
      case END_INCLUDED -> {
        return spans.id(tweet) > 0;
      }
      case NOTHING -> {}
    }
    return true;
  }

  private boolean isFirstReference() {
    boolean first = !hasReferences;
    hasReferences = true;
    return first;
  }

  private void refer(int tweet) {
    int reference = tweets[Owner.REFERENCE.index()];
    if (!spans.isRetweet(tweet) && spans.has(reference, TweetSpans.REFERENCE_TYPE)) {
      spans.read(reference, TweetSpans.REFERENCE_TYPE, span);
      if (Arrays.equals(line, span.from(), span.to(), RETWEETED, 0, RETWEETED.length)) {
        spans.setRetweet(tweet);
        tweets[Owner.REFERENCE.index()] = tweets[Owner.RETWEETED.index()];
        tweets[Owner.RETWEETED.index()] = reference;
      }
    }
  }

  private boolean include() {
    if (includedCount == MAX_INCLUDED) {
      return false;
    }
    int tweet = Owner.INCLUDED.index() + includedCount;
    includedCount++;
    tweets[Owner.INCLUDED.index()] = tweet;
    spans.clear(tweet);
    return true;
  }

  private boolean resolve() {
    own = hasData ? Owner.DATA.index() : Owner.TOP.index();
    if (spans.id(own) == 0 || !spans.hasText(own)) {
      return false;
    }
    int source = own;
    if (spans.isRetweet(own)) {
      int retweeted = tweets[Owner.RETWEETED.index()];
      if (spans.hasText(retweeted)) {
        source = retweeted;
      } else if (spans.id(retweeted) == 0) {
        return false;
      } else {
        source = included(spans.id(retweeted));
      }
    }
    entities = spans.read(source, text, hashtags);
    return true;
  }

  /** The included tweet of this id, if it has a text, else the status itself. */
  private int included(long id) {
    for (int i = 0; i < includedCount; i++) {
      int tweet = Owner.INCLUDED.index() + i;
      if (spans.id(tweet) == id) {
        return spans.hasText(tweet) ? tweet : own;
      }
    }
    return own;
  }
}
