package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.ContextAnnotation;
import io.github.happiesthashtags.twitter.tweet.Coordinates;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Place;
import io.github.happiesthashtags.twitter.tweet.PublicMetrics;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one tweet object that only add {@link StatusDetails}, in any of Twitter's formats.
 * Their names do not clash, but for {@code geo}, so one reader serves all.
 */
final class DetailFields {
  private static final long NO_ID = JsonValues.NO_ID;

  private static final PublicMetrics NO_METRICS = PublicMetrics.builder().build();

  private final WantedDetails wanted;
  private @Nullable Author author;
  private long authorId = NO_ID;
  private long conversationId = NO_ID;
  private long replyId = NO_ID;
  private long replyIdStr = NO_ID;
  private long replyUserId = NO_ID;
  private long replyUserIdStr = NO_ID;
  private long quotedId = NO_ID;
  private long quotedIdStr = NO_ID;
  private long repliedToReference = NO_ID;
  private long quotedReference = NO_ID;
  private @Nullable List<Media> extendedMedia;
  private @Nullable List<Media> attachedMedia;
  private @Nullable List<String> mediaKeys;
  private PartReader.@Nullable Geo geo;
  private @Nullable Place place;
  private @Nullable Coordinates point;
  private PublicMetrics.@Nullable Builder counts;
  private @Nullable PublicMetrics metrics;
  private @Nullable String source;
  private @Nullable Boolean sensitive;
  private @Nullable List<String> withheldInCountries;
  private @Nullable List<String> withheld;
  private @Nullable List<ContextAnnotation> contextAnnotations;
  private @Nullable List<MatchingRule> rules;
  private long from = -1;
  private long to = -1;

  DetailFields(WantedDetails wanted) {
    this.wanted = wanted;
  }

  @Nullable List<MatchingRule> rules() {
    return rules;
  }

  /** Says where in the line the object is, if the line holds more tweets. */
  void standsAt(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** Reads or skips the member whose value the parser stands on. */
  void read(String name, JsonParser parser, JsonToken token, boolean nested) throws IOException {
    if (!readContent(name, parser, token) && (nested || !readOwn(name, parser, token))) {
      parser.skipChildren();
    }
  }

  /** Reads what belongs to the text, which may be a retweeted tweet's. */
  private boolean readContent(String name, JsonParser parser, JsonToken token) throws IOException {
    switch (name) {
      case "extended_entities" -> {
        if (wanted.media) {
          extendedMedia = EntityReader.extendedMedia(parser, token);
        }
        return wanted.media;
      }
      case "attachments" -> {
        if (wanted.media) {
          readAttachments(parser, token);
        }
        return wanted.media;
      }
      case "quoted_status_id" -> quotedId = JsonValues.id(parser, token);
      case "quoted_status_id_str" -> quotedIdStr = JsonValues.id(parser, token);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readOwn(String name, JsonParser parser, JsonToken token) throws IOException {
    switch (name) {
      case "author_id" -> authorId = JsonValues.id(parser, token);
      case "user", "author" -> {
        if (!wanted.author || token != JsonToken.START_OBJECT) {
          return false;
        }
        author = PartReader.author(parser);
      }
      case "conversation_id" -> conversationId = JsonValues.id(parser, token);
      case "in_reply_to_status_id" -> replyId = JsonValues.id(parser, token);
      case "in_reply_to_status_id_str" -> replyIdStr = JsonValues.id(parser, token);
      case "in_reply_to_user_id" -> replyUserId = JsonValues.id(parser, token);
      case "in_reply_to_user_id_str" -> replyUserIdStr = JsonValues.id(parser, token);
      case "context_annotations" -> {
        if (!wanted.contextAnnotations) {
          return false;
        }
        contextAnnotations = EntityReader.list(parser, token, PartReader::contextAnnotation);
      }
      case "matching_rules" -> {
        if (!wanted.rules) {
          return false;
        }
        rules = EntityReader.list(parser, token, PartReader::rule);
      }
      case "source" -> source = wanted.source ? JsonValues.string(parser, token) : skip(parser);
      case "possibly_sensitive" -> sensitive = JsonValues.bool(parser, token);
      case "withheld_in_countries" -> withheldInCountries = countries(parser, token);
      case "withheld" ->
          withheld = JsonValues.member("country_codes", parser, token, JsonValues::strings);
      case "geo", "place", "coordinates" -> {
        return readWhere(name, parser, token);
      }
      default -> {
        return wanted.metrics && readCounts(name, parser, token);
      }
    }
    return true;
  }

  private static @Nullable String skip(JsonParser parser) throws IOException {
    parser.skipChildren();
    return null;
  }

  private boolean readWhere(String name, JsonParser parser, JsonToken token) throws IOException {
    boolean isObject = token == JsonToken.START_OBJECT;
    switch (name) {
      case "geo" -> {
        if (!wanted.place && !wanted.coordinates) {
          return false;
        }
        geo = isObject ? PartReader.geo(parser) : null;
      }
      case "place" -> {
        if (!wanted.place) {
          return false;
        }
        place = isObject ? PartReader.place(parser) : null;
      }
      default -> {
        if (!wanted.coordinates) {
          return false;
        }
        point = PartReader.point(parser, token);
        return true;
      }
    }
    if (!isObject) {
      parser.skipChildren();
    }
    return true;
  }

  private boolean readCounts(String name, JsonParser parser, JsonToken token) throws IOException {
    if (name.equals("public_metrics")) {
      if (token != JsonToken.START_OBJECT) {
        return false;
      }
      PublicMetrics.Builder builder = PublicMetrics.builder();
      for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
        if (!readCount(part, parser, parser.nextToken(), builder)) {
          parser.skipChildren();
        }
      }
      metrics = builder.build();
      return true;
    }
    if (!name.endsWith("_count") || token == JsonToken.VALUE_NULL) {
      return false;
    }
    PublicMetrics.Builder builder = counts == null ? PublicMetrics.builder() : counts;
    boolean known = readCount(name, parser, token, builder);
    counts = known ? builder : counts;
    return known;
  }

  private static boolean readCount(
      String name, JsonParser parser, JsonToken token, PublicMetrics.Builder into)
      throws IOException {
    switch (name) {
      case "retweet_count" -> into.setRetweets(JsonValues.count(parser, token));
      case "reply_count" -> into.setReplies(JsonValues.count(parser, token));
      case "like_count", "favorite_count" -> into.setLikes(JsonValues.count(parser, token));
      case "quote_count" -> into.setQuotes(JsonValues.count(parser, token));
      case "bookmark_count" -> into.setBookmarks(JsonValues.count(parser, token));
      case "impression_count" -> into.setImpressions(JsonValues.count(parser, token));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Early v1.1 messages have a string with commas. */
  private static @Nullable List<String> countries(JsonParser parser, JsonToken token)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      String codes = parser.getText().strip();
      return codes.isEmpty() ? null : List.of(codes.split("[, ]+"));
    }
    return JsonValues.strings(parser, token);
  }

  private void readAttachments(JsonParser parser, JsonToken token) throws IOException {
    attachedMedia = null;
    mediaKeys = null;
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "media" -> attachedMedia = EntityReader.media(parser, value);
        case "media_keys" -> mediaKeys = JsonValues.strings(parser, value);
        default -> parser.skipChildren();
      }
    }
  }

  void clearReferences() {
    repliedToReference = NO_ID;
    quotedReference = NO_ID;
  }

  /** Notes one of {@code referenced_tweets}. */
  void reference(@Nullable String type, long id) {
    if ("replied_to".equals(type)) {
      repliedToReference = id;
    } else if ("quoted".equals(type)) {
      quotedReference = id;
    }
  }

  /** Reads what a tweet inside another one refers to. */
  void readReferences(JsonParser parser, JsonToken token) throws IOException {
    clearReferences();
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      String type = null;
      long id = NO_ID;
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        switch (name) {
          case "type" -> type = JsonValues.string(parser, value);
          case "id" -> id = JsonValues.id(parser, value);
          default -> parser.skipChildren();
        }
      }
      reference(type, id);
    }
  }

  /**
   * Returns the details of the tweet.
   *
   * @param content the details of the tweet whose text counts: this one, or the one it repeats
   * @param text the text that counts
   * @param retweeted the id of the tweet that this one repeats, if any
   */
  StatusDetails resolve(
      DetailFields content,
      TextSource text,
      boolean isRetweet,
      long retweeted,
      @Nullable List<Long> editHistory,
      Includes includes) {
    Long replyTo = first(replyIdStr, replyId, repliedToReference);
    Long replyToUser = first(replyUserIdStr, replyUserId, NO_ID);
    Long quoted = first(content.quotedIdStr, content.quotedId, content.quotedReference);
    return new StatusDetails(
        wanted.kind ? kind(isRetweet, replyTo != null || replyToUser != null, quoted) : null,
        wanted.author ? author(includes) : null,
        wanted.conversation ? JsonValues.idOrNull(conversationId) : null,
        wanted.replyTweet ? replyTo : null,
        wanted.replyUser ? replyToUser : null,
        wanted.quotes ? quoted : null,
        wanted.retweets ? JsonValues.idOrNull(retweeted) : null,
        text.entities,
        contextAnnotations,
        wanted.media ? content.media(text, includes) : null,
        wanted.place ? place(includes) : null,
        wanted.coordinates ? point() : null,
        metrics(),
        source == null ? null : clientName(source),
        wanted.sensitive ? sensitive : null,
        wanted.withheld ? (withheld == null ? withheldInCountries : withheld) : null,
        editHistory,
        rules == null ? includes.rules() : rules,
        wanted.rawJson ? includes.json(from, to) : null);
  }

  private static @Nullable Long first(long id, long second, long third) {
    return JsonValues.idOrNull(id != NO_ID ? id : second != NO_ID ? second : third);
  }

  private static TweetKind kind(boolean isRetweet, boolean isReply, @Nullable Long quoted) {
    if (isRetweet) {
      return TweetKind.RETWEET;
    }
    if (isReply) {
      return TweetKind.REPLY;
    }
    return quoted == null ? TweetKind.ORIGINAL : TweetKind.QUOTE;
  }

  private @Nullable Author author(Includes includes) {
    return author == null && authorId != NO_ID ? includes.user(authorId) : author;
  }

  private @Nullable List<Media> media(TextSource text, Includes includes) {
    if (text.media != null) {
      return text.media;
    }
    if (extendedMedia != null) {
      return extendedMedia;
    }
    if (text.firstMedia != null) {
      return text.firstMedia;
    }
    return attachedMedia == null && mediaKeys != null ? includes.media(mediaKeys) : attachedMedia;
  }

  private @Nullable PublicMetrics metrics() {
    PublicMetrics found = metrics == null && counts != null ? counts.build() : metrics;
    return NO_METRICS.equals(found) ? null : found;
  }

  private @Nullable Place place(Includes includes) {
    if (place != null || geo == null) {
      return place;
    }
    String id = geo.id;
    Place included = id == null ? null : includes.place(id);
    return included == null ? geo.place() : included;
  }

  private @Nullable Coordinates point() {
    return point == null && geo != null ? geo.point : point;
  }

  /** The text of the link that v1.1 makes of a client's name. */
  private static String clientName(String source) {
    int end = source.lastIndexOf("</a>");
    int start = source.lastIndexOf('>', end - 1);
    return end > 0 && start >= 0 && source.startsWith("<a ")
        ? HtmlEntities.unescape(source.substring(start + 1, end))
        : source;
  }
}
