package io.github.happiesthashtags.twitter.scan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a line that holds one status: a v1.1 or v2 stream message, or a flattened v2
 * tweet. Not thread-safe: one scanner a thread.
 */
public final class StatusScanner {
  /** As many as the largest long has: more than it becomes negative, and is refused as such. */
  private static final int MAX_ID_DIGITS = 19;

  /** A v2 message includes the tweets that its own refers to, at most three. */
  private static final int MAX_INCLUDED = 8;

  private static final byte[] RETWEETED = {'r', 'e', 't', 'w', 'e', 'e', 't', 'e', 'd'};

  /** What an object is, and so which of its fields count. */
  private enum Shape {
    ENVELOPE,
    TWEET,
    /** A tweet in a tweet: what it refers to in turn does not count. */
    INNER_TWEET,
    EXTENDED,
    NOTE,
    ENTITIES,
    INCLUDES
  }

  private final JsonWalker walker = new JsonWalker();
  private final TweetSpans top = new TweetSpans();
  private final TweetSpans data = new TweetSpans();
  private final TweetSpans[] included = new TweetSpans[MAX_INCLUDED];
  private TweetSpans reference = new TweetSpans();
  private TweetSpans retweeted = new TweetSpans();
  private byte[] line = {};
  private int includedCount;
  private boolean hasData;
  private boolean hasReferences;
  private TweetSpans own = top;
  private TextSpans text = top.plain;

  /** Nothing scanned yet. */
  public StatusScanner() {
    Arrays.setAll(included, i -> new TweetSpans());
  }

  /**
   * Scans a line; if the answer is true, the getters speak of its one status until the next call.
   *
   * @return false for "don't know": the line may be anything
   */
  public boolean scan(byte[] line, int offset, int length) {
    int start = walker.begin(line, offset, length);
    if (start < 0) {
      return false;
    }
    this.line = line;
    includedCount = 0;
    hasData = false;
    hasReferences = false;
    top.clear();
    return walker.isWhole(members(start + 1, Shape.ENVELOPE, top, top.plain)) && resolve();
  }

  /** The id, above zero. */
  public long id() {
    return own.id;
  }

  /** The field {@code timestamp_ms}, a string. */
  public Span timestampMs() {
    return own.timestampMs;
  }

  /** The field {@code created_at}, a string. */
  public Span createdAt() {
    return own.createdAt;
  }

  /** The field {@code lang}, a string. */
  public Span lang() {
    return own.lang;
  }

  /** Whether the status is a native retweet. */
  public boolean isRetweet() {
    return own.retweet;
  }

  /** The text and hashtags that count: of a retweet the original's, if they are there. */
  public TextSpans text() {
    return text;
  }

  private boolean resolve() {
    own = hasData ? data : top;
    TextSpans source = own.text();
    if (own.id == 0 || source == null) {
      return false;
    }
    text = source;
    if (own.retweet) {
      source = retweeted.text();
      if (source == null) {
        if (retweeted.id == 0) {
          return false;
        }
        source = includedText(retweeted.id);
      }
      text = source == null ? text : source;
    }
    return true;
  }

  private @Nullable TextSpans includedText(long id) {
    for (int i = 0; i < includedCount; i++) {
      if (included[i].id == id) {
        return included[i].text();
      }
    }
    return null;
  }

  /** From behind an opening brace to the closing one. */
  private int members(int from, Shape shape, TweetSpans tweet, TextSpans source) {
    int seen = 0;
    int at = walker.firstMember(from);
    while (line[at] == '"') {
      int behindName = walker.plainString(at + 1);
      Field field = walker.field(at + 1, behindName - 1);
      int value = walker.value(behindName);
      if (field == Field.OTHER) {
        at = walker.nextMember(walker.skip(value));
      } else if ((seen & field.bit()) == 0) {
        seen |= field.bit();
        at = walker.nextMember(read(field, value, shape, tweet, source));
      } else {
        at = walker.fail();
      }
    }
    return at;
  }

  private int object(int value, Shape shape, TweetSpans tweet, TextSpans source) {
    return line[value] == '{'
        ? walker.close(members(value + 1, shape, tweet, source))
        : walker.fail();
  }

  /** From the value of a field to behind it. */
  private int read(Field field, int value, Shape shape, TweetSpans tweet, TextSpans source) {
    return switch (shape) {
      case ENVELOPE ->
          switch (field) {
            case DATA -> data(value);
            case INCLUDES -> object(value, Shape.INCLUDES, tweet, source);
            default -> tweetField(field, value, tweet, false);
          };
      case TWEET -> tweetField(field, value, tweet, false);
      case INNER_TWEET -> tweetField(field, value, tweet, true);
      case EXTENDED -> textField(field, Field.FULL_TEXT, value, tweet, source);
      case NOTE -> textField(field, Field.TEXT, value, tweet, source);
      case ENTITIES -> field == Field.HASHTAGS ? hashtags(value, source) : walker.skip(value);
      case INCLUDES -> field == Field.TWEETS ? includedTweets(value) : walker.skip(value);
    };
  }

  private int data(int value) {
    hasData = true;
    data.clear();
    return object(value, Shape.TWEET, data, data.plain);
  }

  private int tweetField(Field field, int value, TweetSpans tweet, boolean inner) {
    return switch (field) {
      case ID -> id(value, tweet);
      case TIMESTAMP_MS -> string(value, tweet.timestampMs);
      case CREATED_AT -> string(value, tweet.createdAt);
      case LANG -> line[value] == 'n' ? walker.skip(value) : string(value, tweet.lang);
      case TYPE -> plainString(value, tweet.referenceType);
      case TEXT -> string(value, tweet.plain.text());
      case FULL_TEXT -> string(value, tweet.full.text());
      case ENTITIES -> entities(value, tweet, tweet.plain);
      case EXTENDED_TWEET -> object(value, Shape.EXTENDED, tweet, tweet.extended);
      case NOTE_TWEET -> object(value, Shape.NOTE, tweet, tweet.note);
      case RETWEETED_STATUS -> inner ? walker.skip(value) : retweetedStatus(value, tweet);
      case REFERENCED_TWEETS -> inner ? walker.skip(value) : references(value, tweet);
      default -> walker.skip(value);
    };
  }

  private int textField(Field field, Field wanted, int value, TweetSpans tweet, TextSpans source) {
    if (field == wanted) {
      return string(value, source.text());
    }
    return field == Field.ENTITIES ? entities(value, tweet, source) : walker.skip(value);
  }

  private int string(int value, Span into) {
    if (line[value] != '"') {
      return walker.fail();
    }
    int behind = walker.string(value + 1);
    into.set(value + 1, behind - 1);
    return behind;
  }

  private int plainString(int value, Span into) {
    if (line[value] != '"') {
      return walker.fail();
    }
    int behind = walker.plainString(value + 1);
    into.set(value + 1, behind - 1);
    return behind;
  }

  private int id(int value, TweetSpans tweet) {
    boolean quoted = line[value] == '"';
    int from = quoted ? value + 1 : value;
    int at = from;
    long id = 0;
    while (JsonWalker.isDigit(line[at]) && at - from < MAX_ID_DIGITS) {
      id = id * 10 + line[at] - '0';
      at++;
    }
    boolean good = id > 0 && line[from] != '0' && (!quoted || line[at] == '"');
    tweet.id = id;
    return good ? (quoted ? at + 1 : at) : walker.fail();
  }

  private int entities(int value, TweetSpans tweet, TextSpans source) {
    source.setEntities();
    return object(value, Shape.ENTITIES, tweet, source);
  }

  private int hashtags(int value, TextSpans source) {
    if (line[value] != '[') {
      return walker.fail();
    }
    int behind = walker.skip(value);
    if (line[walker.firstElement(value + 1)] != ']') {
      source.hashtags().set(value, behind);
    }
    return behind;
  }

  private int retweetedStatus(int value, TweetSpans tweet) {
    if (line[value] != '{') {
      return walker.skip(value);
    }
    if (hasReferences) {
      return walker.fail();
    }
    hasReferences = true;
    tweet.retweet = true;
    retweeted.clear();
    return object(value, Shape.INNER_TWEET, retweeted, retweeted.plain);
  }

  private int references(int value, TweetSpans tweet) {
    if (line[value] != '[' || hasReferences) {
      return walker.fail();
    }
    hasReferences = true;
    int at = walker.firstElement(value + 1);
    while (line[at] == '{') {
      reference.clear();
      at = walker.nextElement(object(at, Shape.INNER_TWEET, reference, reference.plain));
      if (!tweet.retweet && isRetweeted(reference.referenceType)) {
        tweet.retweet = true;
        TweetSpans free = retweeted;
        retweeted = reference;
        reference = free;
      }
    }
    return line[at] == ']' ? at + 1 : walker.fail();
  }

  private boolean isRetweeted(Span type) {
    return type.exists()
        && Arrays.equals(line, type.from(), type.to(), RETWEETED, 0, RETWEETED.length);
  }

  private int includedTweets(int value) {
    int at = line[value] == '[' ? walker.firstElement(value + 1) : walker.fail();
    while (line[at] == '{' && includedCount < MAX_INCLUDED) {
      TweetSpans tweet = included[includedCount++];
      tweet.clear();
      at = walker.nextElement(object(at, Shape.INNER_TWEET, tweet, tweet.plain));
      if (tweet.id == 0) {
        return walker.fail();
      }
    }
    return line[at] == ']' ? at + 1 : walker.fail();
  }
}
