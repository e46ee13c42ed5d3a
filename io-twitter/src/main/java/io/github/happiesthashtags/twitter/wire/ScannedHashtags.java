package io.github.happiesthashtags.twitter.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hashtags out of an array of entities that was scanned, and so is known to be
 * well-formed. It does what {@link TweetFields#readHashtags} does for any parser, without one: in a
 * storm every tweet has hashtags, and to make a parser for each was half of what they cost.
 */
final class ScannedHashtags {
  /** The depth of the array's elements. */
  private static final int ARRAY = 1;

  /** The depth of an entity's fields. */
  private static final int FIELDS = 2;

  /** Instead of an index: there is no such byte, or a name that is written in escapes. */
  private static final int NONE = -1;

  private final byte[] line;
  private final int to;
  private int at;
  private int depth;

  /** Whether the value of a hashtag's name comes next. */
  private boolean named;

  private @Nullable String hashtag;
  private List<String> hashtags = List.of();

  private ScannedHashtags(byte[] line, int from, int to) {
    this.line = line;
    this.at = from;
    this.to = to;
  }

  /**
   * The hashtags, in order.
   *
   * @return null if the full parser must read them: a name has escapes, the array has no end, or
   *     the entities are not in Twitter's form
   */
  static @Nullable List<String> read(byte[] line, int from, int to) {
    ScannedHashtags reader = new ScannedHashtags(line, from, to);
    while (reader.at < to) {
      if (!reader.readToken()) {
        return null;
      }
    }
    return reader.depth == 0 ? reader.hashtags : null;
  }

  private boolean readToken() {
    byte b = line[at++];
    switch (b) {
      case '"' -> {
        return readString();
      }
      case '{', '[' -> {
        boolean other = b == '[' && depth == ARRAY;
        beginValue(null);
        depth++;
        return !other;
      }
      case '}', ']' -> {
        depth--;
        return b == ']' || depth != ARRAY || endEntity();
      }
      case ' ', '\t', '\r', '\n', ',', ':' -> {
        return true;
      }
      default -> {
        beginValue(null);
        return depth != ARRAY;
      }
    }
  }

  /** From behind the opening quote. */
  private boolean readString() {
    int first = at;
    int end = closingQuote();
    if (end == NONE) {
      return false;
    }
    at = end + 1;
    while (at < to && isSpace(line[at])) {
      at++;
    }
    boolean name = at < to && line[at] == ':';
    if (!name) {
      beginValue(named ? ScannedValues.string(line, first, end) : null);
      return depth != ARRAY;
    }
    if (depth == FIELDS) {
      named = isHashtagName(first, end);
      return !ScannedValues.hasEscape(line, first, end);
    }
    return true;
  }

  private int closingQuote() {
    for (int i = at; i < to; i++) {
      if (line[i] == '"') {
        return i;
      }
      if (line[i] == '\\') {
        i++;
      }
    }
    return NONE;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** v1.1 calls it text, v2 tag. */
  private boolean isHashtagName(int first, int end) {
    return switch (end - first) {
      case 3 -> line[first] == 't' && line[first + 1] == 'a' && line[first + 2] == 'g';
      case 4 ->
          line[first] == 't'
              && line[first + 1] == 'e'
              && line[first + 2] == 'x'
              && line[first + 3] == 't';
      default -> false;
    };
  }

  /** Takes the value of a hashtag's name; one that is no string is as good as none. */
  private void beginValue(@Nullable String value) {
    if (named) {
      hashtag = value;
      named = false;
    }
  }

  /** Whether the entity has a hashtag's name with a string. */
  private boolean endEntity() {
    String ended = hashtag;
    hashtag = null;
    if (ended != null && !ended.isEmpty()) {
      if (hashtags.isEmpty()) {
        hashtags = new ArrayList<>(4);
      }
      hashtags.add(ended);
    }
    return ended != null;
  }
}
