package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one tweet object that decide what is counted, in any of Twitter's formats: they do
 * not clash, so one reader serves all. A JSON null is an absent field; of a repeated field the last
 * counts.
 */
final class TweetFields {
  private static final long NO_ID = -1;

  private long id = NO_ID;
  private boolean badId;
  private boolean floatId;
  private long idStr = NO_ID;
  private long firstVersion = NO_ID;
  private long initialId = NO_ID;
  private @Nullable String timestampMs;
  private @Nullable String createdAt;
  private long createdAtMillis = EventTimes.NONE;
  private @Nullable String lang;
  private @Nullable String referenceType;
  private final TextSource plain = new TextSource();
  private final TextSource full = new TextSource();
  private final TextSource extended = new TextSource();
  private final TextSource note = new TextSource();
  private @Nullable TweetFields retweeted;
  private boolean retweet;
  private boolean textOfWrongType;

  /** A text and the hashtags that its own entities list; {@code hashtags} is null without them. */
  private static final class TextSource {
    private @Nullable String text;
    private @Nullable List<String> hashtags;
  }

  /** Whether this object is a tweet at all: deleted and compliance rows have no text. */
  boolean hasText() {
    return textSource() != null || textOfWrongType;
  }

  /** A JSON number may have lost digits in JavaScript, so the string takes precedence. */
  private long id() {
    return idStr == NO_ID ? id : idStr;
  }

  /** Whether the object is a problem document (RFC 9457), as X sends them. */
  boolean isProblem() {
    return referenceType != null
        && (referenceType.equals("about:blank") || referenceType.contains("/problems/"));
  }

  /** Reads the field the parser stands on: at its name, with its value next. */
  void read(String name, JsonParser parser, boolean nested) throws IOException {
    JsonToken token = parser.nextToken();
    switch (name) {
      case "id" -> {
        id = readId(parser, token);
        badId = id == NO_ID && token != JsonToken.VALUE_NULL;
        floatId = token == JsonToken.VALUE_NUMBER_FLOAT;
      }
      case "id_str" -> idStr = readId(parser, token);
      case "timestamp_ms" -> timestampMs = scalar(parser, token);
      case "edit_history_tweet_ids" ->
          firstVersion = nested ? skip(parser) : readFirstId(parser, token);
      case "edit_history" -> initialId = nested ? skip(parser) : readInitialId(parser, token);
      case "created_at" -> {
        boolean object = token == JsonToken.START_OBJECT;
        createdAtMillis = object ? ExtendedJson.date(parser) : EventTimes.NONE;
        createdAt = object ? "" : scalar(parser, token);
      }
      case "lang" -> lang = string(parser, token);
      case "type" -> referenceType = string(parser, token);
      case "text" -> plain.text = text(parser, token);
      case "full_text" -> full.text = text(parser, token);
      case "entities" -> {
        plain.hashtags = readEntities(parser, token);
        full.hashtags = plain.hashtags;
      }
      case "extended_tweet" -> readTextSource(extended, "full_text", parser, token);
      case "note_tweet" -> readTextSource(note, "text", parser, token);
      case "retweeted_status" -> {
        // A retweeted status is never itself a retweet: nothing deeper counts.
        if (token == JsonToken.START_OBJECT && !nested) {
          retweet = true;
          retweeted = readObject(parser);
        } else {
          parser.skipChildren();
        }
      }
      case "referenced_tweets" -> {
        if (token == JsonToken.START_ARRAY && !nested) {
          readReferences(parser);
        } else {
          parser.skipChildren();
        }
      }
      default -> parser.skipChildren();
    }
  }

  /** Reads the object whose start the parser stands on, as a tweet inside another one. */
  static TweetFields readObject(JsonParser parser) throws IOException {
    return readObject(parser, true);
  }

  static TweetFields readObject(JsonParser parser, boolean nested) throws IOException {
    TweetFields fields = new TweetFields();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      fields.read(name, parser, nested);
    }
    return fields;
  }

  /**
   * Hands out the status, or returns why it is malformed.
   *
   * @param included the tweets that came beside this one, among which a retweeted one is looked up
   */
  @Nullable String resolve(List<TweetFields> included, MessageHandler handler) {
    long version = id();
    if (version == NO_ID) {
      return whyNoId();
    }
    TextSource own = textSource();
    if (own == null) {
      return textOfWrongType ? "a status whose text is no string" : "a status without text";
    }
    long history = firstVersion == NO_ID ? initialId : firstVersion;
    long first = history == NO_ID ? version : history;
    long time = eventTime(version, first);
    if (time == EventTimes.NONE) {
      return whyNoTime();
    }
    TextSource source = retweetedSource(included);
    if (source == null) {
      source = own;
    }
    String text = source.text;
    handler.status(
        new ParsedStatus(
            first, version, time, lang, retweet, text == null ? "" : text, source.hashtags));
    return null;
  }

  private @Nullable TextSource retweetedSource(List<TweetFields> included) {
    TweetFields carried = retweeted;
    if (carried == null) {
      return null;
    }
    TextSource source = carried.textSource();
    long wanted = carried.id();
    if (source != null || wanted == NO_ID) {
      return source;
    }
    for (TweetFields candidate : included) {
      if (candidate.id() == wanted) {
        return candidate.textSource();
      }
    }
    return null;
  }

  private @Nullable TextSource textSource() {
    if (note.text != null) {
      return note;
    }
    if (extended.text != null) {
      return extended;
    }
    if (full.text != null) {
      return full;
    }
    return plain.text != null ? plain : null;
  }

  private String whyNoId() {
    if (floatId) {
      return "a status whose id is a floating-point number, which may have lost digits, and that"
          + " has no readable id_str";
    }
    return badId ? "a status whose id is no positive 64-bit integer" : "a status without id";
  }

  private long eventTime(long version, long first) {
    long time = version == first ? EventTimes.NONE : EventTimes.ofId(first);
    if (time == EventTimes.NONE && timestampMs != null) {
      time = EventTimes.ofTimestampMs(timestampMs);
    }
    if (time == EventTimes.NONE && createdAt != null) {
      time = Math.max(createdAtMillis, EventTimes.ofCreatedAt(createdAt));
    }
    return time == EventTimes.NONE ? EventTimes.ofId(first) : time;
  }

  private String whyNoTime() {
    return "a status without a readable time: "
        + (timestampMs == null ? "no timestamp_ms" : "timestamp_ms is no number of milliseconds")
        + (createdAt == null
            ? "; no created_at"
            : "; created_at is in no form that is read: Twitter's, ISO 8601 or RFC 822, each with"
                + " a time zone")
        + "; the id carries no time, because it is below "
        + EventTimes.FIRST_SNOWFLAKE_ID;
  }

  private void readReferences(JsonParser parser) throws IOException {
    retweet = false;
    retweeted = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        TweetFields reference = readObject(parser);
        if (!retweet && "retweeted".equals(reference.referenceType)) {
          retweet = true;
          retweeted = reference;
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void readTextSource(
      TextSource into, String textField, JsonParser parser, JsonToken token) throws IOException {
    into.text = null;
    into.hashtags = null;
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals(textField)) {
        into.text = string(parser, value);
      } else if (name.equals("entities")) {
        into.hashtags = readEntities(parser, value);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The hashtags of an entities object; null if there is none, or none in Twitter's form. */
  private static @Nullable List<String> readEntities(JsonParser parser, JsonToken token)
      throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    List<String> hashtags = List.of();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (!name.equals("hashtags")) {
        parser.skipChildren();
      } else if (value == JsonToken.START_ARRAY) {
        hashtags = readHashtags(parser);
      } else {
        hashtags = value == JsonToken.VALUE_NULL ? List.of() : null;
        parser.skipChildren();
      }
    }
    return hashtags;
  }

  /**
   * The hashtags of the entities' array whose start the parser stands on.
   *
   * @return null if one of the entities is not in Twitter's form
   */
  static @Nullable List<String> readHashtags(JsonParser parser) throws IOException {
    List<String> hashtags = new ArrayList<>(4);
    boolean known = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String tag = null;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          JsonToken value = parser.nextToken();
          // v1.1 calls it text, v2 tag.
          if (name.equals("text") || name.equals("tag")) {
            tag = string(parser, value);
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
      known &= tag != null;
      if (tag != null && !tag.isEmpty()) {
        hashtags.add(tag);
      }
    }
    return known ? hashtags : null;
  }

  private static long skip(JsonParser parser) throws IOException {
    parser.skipChildren();
    return NO_ID;
  }

  /** The first of the ids of a v2 tweet's versions. */
  private static long readFirstId(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      return skip(parser);
    }
    long first = NO_ID;
    boolean any = false;
    for (JsonToken id = parser.nextToken(); id != JsonToken.END_ARRAY; id = parser.nextToken()) {
      first = any ? first : readId(parser, id);
      any = true;
      parser.skipChildren();
    }
    return first;
  }

  /** The id of a v1.1 status's first version. */
  private static long readInitialId(JsonParser parser, JsonToken token) throws IOException {
    long first = NO_ID;
    if (token == JsonToken.START_OBJECT) {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        first = name.equals("initial_tweet_id") ? readId(parser, value) : first;
        parser.skipChildren();
      }
      return first;
    }
    return skip(parser);
  }

  private static long readId(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long id = parser.getLongValue();
      return id > 0 ? id : NO_ID;
    }
    String digits =
        token == JsonToken.START_OBJECT ? ExtendedJson.number(parser) : string(parser, token);
    return digits == null ? NO_ID : parseId(digits);
  }

  private static long parseId(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return NO_ID;
      }
    }
    try {
      long id = Long.parseLong(digits);
      return id > 0 ? id : NO_ID;
    } catch (NumberFormatException e) {
      return NO_ID;
    }
  }

  private @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
    textOfWrongType = token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL;
    return string(parser, token);
  }

  private static @Nullable String string(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  /** A string or number as written; another value as a text that no time can be read from. */
  private static @Nullable String scalar(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token.isScalarValue()) {
      return parser.getText();
    }
    String number = token == JsonToken.START_OBJECT ? ExtendedJson.number(parser) : null;
    parser.skipChildren();
    return number == null ? "" : number;
  }
}
