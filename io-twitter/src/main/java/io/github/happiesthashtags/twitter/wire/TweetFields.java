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
 * counts. What else is wanted goes to {@link DetailFields}.
 */
final class TweetFields {
  private static final long NO_ID = JsonValues.NO_ID;

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
  private @Nullable List<Long> versions;
  private final @Nullable WantedDetails wanted;
  private final @Nullable DetailFields details;

  TweetFields(@Nullable WantedDetails wanted) {
    this.wanted = wanted;
    this.details = wanted == null ? null : new DetailFields(wanted);
  }

  /** What was collected beyond what decides what is counted; null if nothing was wanted. */
  @Nullable DetailFields details() {
    return details;
  }

  /** Whether this object is a tweet at all: deleted and compliance rows have no text. */
  boolean hasText() {
    return textSource() != null || textOfWrongType;
  }

  /** Whether this object may be a tweet: it has a text or an id, readable or not. */
  boolean isTweet() {
    return hasText() || badId || id() != NO_ID;
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
        id = JsonValues.id(parser, token);
        badId = id == NO_ID && token != JsonToken.VALUE_NULL;
        floatId = token == JsonToken.VALUE_NUMBER_FLOAT;
      }
      case "id_str" -> idStr = JsonValues.id(parser, token);
      case "timestamp_ms" -> timestampMs = scalar(parser, token);
      case "edit_history_tweet_ids" ->
          firstVersion = nested ? skip(parser) : readVersions(parser, token);
      case "edit_history" -> initialId = nested ? skip(parser) : readEditHistory(parser, token);
      case "created_at" -> {
        boolean object = token == JsonToken.START_OBJECT;
        createdAtMillis = object ? ExtendedJson.date(parser) : EventTimes.NONE;
        createdAt = object ? "" : scalar(parser, token);
      }
      case "lang" -> lang = JsonValues.string(parser, token);
      case "type" -> referenceType = JsonValues.string(parser, token);
      case "text" -> plain.text = text(parser, token);
      case "full_text" -> full.text = text(parser, token);
      case "entities" -> {
        plain.readEntities(parser, token, wanted);
        full.shareEntities(plain);
      }
      case "extended_tweet" -> extended.read("full_text", parser, token, wanted);
      case "note_tweet" -> note.read("text", parser, token, wanted);
      case "retweeted_status" -> {
        // A retweeted status is never itself a retweet: nothing deeper counts.
        if (token == JsonToken.START_OBJECT && !nested) {
          retweet = true;
          retweeted = readObject(parser, true, wanted);
        } else {
          parser.skipChildren();
        }
      }
      case "referenced_tweets" -> {
        if (token == JsonToken.START_ARRAY && !nested) {
          readReferences(parser);
        } else if (details != null && nested) {
          details.readReferences(parser, token);
        } else {
          parser.skipChildren();
        }
      }
      default -> {
        if (details == null) {
          parser.skipChildren();
        } else {
          details.read(name, parser, token, nested);
        }
      }
    }
  }

  /**
   * Reads the object whose start the parser stands on.
   *
   * @param nested whether the object is a tweet inside another one
   */
  static TweetFields readObject(JsonParser parser, boolean nested, @Nullable WantedDetails wanted)
      throws IOException {
    TweetFields fields = new TweetFields(wanted);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      fields.read(name, parser, nested);
    }
    return fields;
  }

  /**
   * Hands out the status, or returns why it is malformed.
   *
   * @param includes what came beside this tweet, among which a retweeted one is looked up
   */
  @Nullable String resolve(Includes includes, MessageHandler handler) {
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
    TweetFields repeated = repeated(includes.tweets);
    TweetFields content = repeated == null ? this : repeated;
    TextSource source = content.textSource();
    source = source == null ? own : source;
    String text = source.text;
    handler.status(
        new ParsedStatus(
            first,
            version,
            time,
            lang,
            retweet,
            text == null ? "" : text,
            source.hashtags,
            resolveDetails(content, source, includes)));
    return null;
  }

  private StatusDetails resolveDetails(TweetFields content, TextSource source, Includes includes) {
    if (details == null || content.details == null) {
      return StatusDetails.NONE;
    }
    long retweetedId = retweeted == null ? NO_ID : retweeted.id();
    return details.resolve(content.details, source, retweet, retweetedId, versions, includes);
  }

  /** The retweeted tweet, if the message carries it with its text. */
  private @Nullable TweetFields repeated(List<TweetFields> included) {
    TweetFields carried = retweeted;
    if (carried == null || carried.textSource() != null) {
      return carried;
    }
    long wantedId = carried.id();
    for (TweetFields candidate : included) {
      if (wantedId != NO_ID && candidate.id() == wantedId) {
        return candidate.textSource() == null ? null : candidate;
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
    if (details != null) {
      details.clearReferences();
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        TweetFields reference = readObject(parser, true, wanted);
        if (details != null) {
          details.reference(reference.referenceType, reference.id());
        }
        if (!retweet && "retweeted".equals(reference.referenceType)) {
          retweet = true;
          retweeted = reference;
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The id of a v1.1 status's first version. */
  private long readEditHistory(JsonParser parser, JsonToken token) throws IOException {
    long first = NO_ID;
    if (token != JsonToken.START_OBJECT) {
      return skip(parser);
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("initial_tweet_id")) {
        first = JsonValues.id(parser, value);
      } else if (name.equals("edit_tweet_ids")) {
        readVersions(parser, value);
      }
      parser.skipChildren();
    }
    return first;
  }

  /** The first of the ids of a tweet's versions. */
  private long readVersions(JsonParser parser, JsonToken token) throws IOException {
    boolean wantsAll = wanted != null && wanted.editHistory && token == JsonToken.START_ARRAY;
    versions = wantsAll ? new ArrayList<>(1) : versions;
    return JsonValues.ids(parser, token, wantsAll ? versions : null);
  }

  private static long skip(JsonParser parser) throws IOException {
    parser.skipChildren();
    return NO_ID;
  }

  private @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
    textOfWrongType = token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL;
    return JsonValues.string(parser, token);
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
