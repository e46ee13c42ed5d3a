package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonParser;
import io.github.happiesthashtags.twitter.scan.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes values of a line that was scanned, and so is known to be well-formed. */
final class ScannedValues {
  private ScannedValues() {}

  /** A string between its quotes, which must be there. */
  static String string(byte[] line, int from, int to) {
    return JsonText.of(line, from, to);
  }

  /** The string with any other characters beyond ASCII in place of its own. */
  static String asciiString(byte[] line, int from, int to) {
    return hasEscape(line, from, to)
        ? JsonText.of(line, from, to)
        : new String(line, from, to - from, ISO_8859_1);
  }

  /** Of an array of entities, brackets included; null if they are in another form. */
  static @Nullable List<String> hashtags(byte[] line, int from, int to) {
    List<String> hashtags = readHashtags(line, from, to);
    return hashtags != null ? hashtags : parseHashtags(line, from, to);
  }

  /**
   * Reads the hashtags of an array of entities without a parser.
   *
   * @return null if the full parser must read them: a name has escapes, the array has no end, or
   *     the entities are not in Twitter's form
   */
  static @Nullable List<String> readHashtags(byte[] line, int from, int to) {
    EntityReader reader = new EntityReader(line, from, to);
    while (reader.at < to) {
      if (!reader.readToken()) {
        return null;
      }
    }
    return reader.depth == 0 ? reader.hashtags : null;
  }

  private static @Nullable List<String> parseHashtags(byte[] line, int from, int to) {
    try (JsonParser parser = FullParser.JSON.createParser(line, from, to - from)) {
      parser.nextToken();
      return TextSource.readHashtags(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("an array that was scanned cannot be read", e);
    }
  }

  static boolean hasEscape(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the hashtags of an array of entities as {@link TextSource.readHashtags} does, without a
   * parser: in a storm every tweet has hashtags, and a parser for each was half of their cost.
   */
  private static final class EntityReader {
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

    EntityReader(byte[] line, int from, int to) {
      this.line = line;
      this.at = from;
      this.to = to;
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
        beginValue(named ? string(line, first, end) : null);
        return depth != ARRAY;
      }
      if (depth == FIELDS) {
        named = isHashtagName(first, end);
        return !hasEscape(line, first, end);
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
}
