package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what may follow behind a value, and what it means.
 *
 * @param parent where the object or array stands that the value is in; null for the line's own
 * @param shape of that object or array
 * @param seen its fields that count and came already: none may come twice
 * @param owner the tweet that it is part of
 * @param form the text of that tweet that it is part of
 * @param depth of nesting, 1 for the line's own object
 */
record Place(@Nullable Place parent, Shape shape, int seen, Owner owner, Form form, int depth) {
  /** Objects and arrays in one another; a v1.1 status has 8. */
  private static final int MAX_DEPTH = 32;

  /** In front of the line's own object. */
  static final Place BEFORE_LINE = new Place(null, Shape.OTHER_ARRAY, 0, Owner.TOP, Form.PLAIN, 0);

  /** In the line's own object. */
  static final Place IN_LINE = new Place(null, Shape.ENVELOPE, 0, Owner.TOP, Form.PLAIN, 1);

  /** In an object or array that stands here; null if that is deeper than any status. */
  @Nullable Place inside(Shape inner, Owner innerOwner, Form innerForm) {
    return depth < MAX_DEPTH ? new Place(this, inner, 0, innerOwner, innerForm, depth + 1) : null;
  }

  boolean has(Field field) {
    return (seen & field.bit()) != 0;
  }

  Place with(Field field) {
    return new Place(parent, shape, seen | field.bit(), owner, form, depth);
  }

  /** What an object or array is, and so which of its members count. */
  enum Shape {
    /** The line's own object: a message, or a status itself. */
    ENVELOPE('}'),
    TWEET('}'),
    /** A tweet in a tweet: what it refers to in turn does not count. */
    INNER_TWEET('}'),
    EXTENDED('}'),
    NOTE('}'),
    ENTITIES('}'),
    /** The versions of a v1.1 status. */
    EDIT_HISTORY('}'),
    INCLUDES('}'),
    HASHTAGS(']'),
    /** The ids of a v2 tweet's versions. */
    VERSIONS(']'),
    REFERENCES(']'),
    INCLUDED_TWEETS(']'),
    OTHER_OBJECT('}'),
    OTHER_ARRAY(']');

    private final char closer;

    Shape(char closer) {
      this.closer = closer;
    }

    /** The bracket or brace that ends it. */
    char closer() {
      return closer;
    }

    boolean isArray() {
      return closer == ']';
    }
  }

  /** The fields that decide what is counted, named as in JSON; all others are {@link #OTHER}. */
  enum Field {
    CREATED_AT,
    DATA,
    EDIT_HISTORY,
    EDIT_HISTORY_TWEET_IDS,
    ENTITIES,
    EXTENDED_TWEET,
    FULL_TEXT,
    HASHTAGS,
    ID,
    ID_STR,
    INCLUDES,
    INITIAL_TWEET_ID,
    LANG,
    NOTE_TWEET,
    REFERENCED_TWEETS,
    RETWEETED_STATUS,
    TEXT,
    TIMESTAMP_MS,
    TWEETS,
    TYPE,
    OTHER;

    private static final Map<String, Field> BY_NAME =
        Stream.of(values())
            .filter(field -> field != OTHER)
            .collect(toUnmodifiableMap(field -> field.name().toLowerCase(Locale.ROOT), f -> f));

    private final int bit;

    @SuppressWarnings("EnumOrdinal") // Any number of its own will do.
    Field() {
      this.bit = 1 << ordinal();
    }

    /** This field in a set of fields. */
    int bit() {
      return bit;
    }

    /** The field that a name in ASCII stands for. */
    static Field named(byte[] line, int from, int to) {
      return BY_NAME.getOrDefault(new String(line, from, to - from, US_ASCII), OTHER);
    }
  }

  /** The tweets of a line, by what they are to it. */
  enum Owner {
    /** The line's own object, when it is a status itself. */
    TOP(0),
    /** A v2 message's {@code data}. */
    DATA(1),
    /** A v1.1 status's {@code retweeted_status}, or of v2 the reference to such a one. */
    RETWEETED(2),
    /** The one of {@code referenced_tweets} that is being read. */
    REFERENCE(3),
    /** The one of {@code includes.tweets} that is being read; all tweets behind are such, too. */
    INCLUDED(4);

    private final int index;

    Owner(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }
  }

  /** The forms of a tweet's text, each but {@link #FULL} with entities of its own. */
  enum Form {
    PLAIN(0),
    FULL(1),
    EXTENDED(2),
    NOTE(3);

    private final int index;

    Form(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }
  }
}
