package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.tweet.Annotation;
import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.ContextAnnotation;
import io.github.happiesthashtags.twitter.tweet.Coordinates;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Mention;
import io.github.happiesthashtags.twitter.tweet.Place;
import io.github.happiesthashtags.twitter.tweet.PublicMetrics;
import io.github.happiesthashtags.twitter.tweet.Url;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.time.Instant;

/**
 * Reads tweets through Jackson's tree, in the most obvious way: what the connector's own reading is
 * compared with, in its results and in what it costs.
 */
public final class TreeTweets {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode NONE = MissingNode.getInstance();

  private TreeTweets() {}

  /** Returns the tweets of a message that is well-formed; none if it is of another kind. */
  public static List<Tweet> read(byte[] line, int offset, int length) throws IOException {
    JsonNode message = MAPPER.readTree(line, offset, length);
    JsonNode data = message.path("data");
    List<Tweet> tweets = new ArrayList<>();
    if (data.isArray()) {
      data.forEach(one -> tweets.add(tweet(one, message)));
    } else if (data.isObject()) {
      tweets.add(tweet(data, message));
    } else if (message.path("statuses").isArray()) {
      message.path("statuses").forEach(one -> tweets.add(tweet(one, message)));
    } else if (message.has("text") || message.has("full_text")) {
      tweets.add(tweet(message, message));
    }
    return tweets;
  }

  private static Tweet tweet(JsonNode node, JsonNode message) {
    JsonNode includes = message.path("includes");
    JsonNode retweeted = reference(node, "retweeted");
    boolean isRetweet = node.has("retweeted_status") || !retweeted.isMissingNode();
    JsonNode repeated = node.has("retweeted_status") ? node.path("retweeted_status") : retweeted;
    if (isRetweet && !repeated.has("text") && !repeated.has("full_text")) {
      repeated = included(includes, "tweets", "id", repeated.path("id"));
    }
    JsonNode content = isRetweet && !repeated.isMissingNode() ? repeated : node;
    JsonNode source =
        content.has("note_tweet")
            ? content.path("note_tweet")
            : content.has("extended_tweet") ? content.path("extended_tweet") : content;
    JsonNode entities = source.path("entities");
    String text = text(source.has("full_text") ? source.path("full_text") : source.path("text"));
    text = HtmlEntities.unescape(text == null ? "" : text);
    JsonNode history = node.path("edit_history_tweet_ids");
    history = history.isArray() ? history : node.path("edit_history").path("edit_tweet_ids");
    long version = id(node);
    long first = history.isEmpty() ? version : history.path(0).asLong();
    Instant time = Instant.ofEpochMilli(time(node, first, version));
    Long replyTo = firstId(node, "in_reply_to_status_id", reference(node, "replied_to"));
    Long replyToUser = firstId(node, "in_reply_to_user_id", NONE);
    Long quoted = firstId(content, "quoted_status_id", reference(content, "quoted"));
    String kind =
        isRetweet
            ? "RETWEET"
            : replyTo != null || replyToUser != null
                ? "REPLY"
                : quoted != null ? "QUOTE" : "ORIGINAL";
    JsonNode rules = node.has("matching_rules") ? node : message;
    String lang = text(node.path("lang"));
    Tweet.Builder tweet =
        Tweet.builder()
            .setId(first)
            .setVersionId(version)
            .setTimestamp(time)
            .setLang(lang == null ? null : LanguageCode.canonical(lang))
            .setRetweet(isRetweet)
            .setText(text)
            .setHashtags(
                entities.isObject()
                    ? tags(entities.path("hashtags"))
                    : HashtagExtractor.extract(text))
            .setKind(kind)
            .setAuthor(author(node, includes))
            .setConversationId(number(node.path("conversation_id")))
            .setInReplyToTweetId(replyTo)
            .setInReplyToUserId(replyToUser)
            .setQuotedTweetId(quoted)
            .setRetweetedTweetId(isRetweet ? retweetedId(node, retweeted) : null)
            .setEntities(entities.isObject() ? entities(entities) : null)
            .setContextAnnotations(
                list(node.path("context_annotations"), TreeTweets::contextAnnotation))
            .setMedia(media(content, source, includes))
            .setPlace(place(node, includes))
            .setCoordinates(coordinates(node))
            .setMetrics(metrics(node))
            .setSource(source(text(node.path("source"))))
            .setPossiblySensitive(bool(node.path("possibly_sensitive")))
            .setWithheldCountries(
                list(
                    node.has("withheld")
                        ? node.path("withheld").path("country_codes")
                        : node.path("withheld_in_countries"),
                    JsonNode::asText))
            .setEditHistory(list(history, JsonNode::asLong))
            .setMatchingRules(list(rules.path("matching_rules"), TreeTweets::rule));
    return tweet.build();
  }

  private static long id(JsonNode node) {
    return node.has("id_str") ? node.path("id_str").asLong() : node.path("id").asLong();
  }

  private static long time(JsonNode node, long first, long version) {
    if (first != version) {
      return EventTimes.ofId(first);
    }
    String millis = text(node.path("timestamp_ms"));
    return millis != null
        ? EventTimes.ofTimestampMs(millis)
        : EventTimes.ofCreatedAt(node.path("created_at").asText());
  }

  private static JsonNode reference(JsonNode node, String type) {
    for (JsonNode reference : node.path("referenced_tweets")) {
      if (reference.path("type").asText().equals(type)) {
        return reference;
      }
    }
    return NONE;
  }

  private static JsonNode included(JsonNode includes, String kind, String key, JsonNode wanted) {
    for (JsonNode candidate : includes.path(kind)) {
      if (candidate.path(key).asText().equals(wanted.asText())) {
        return candidate;
      }
    }
    return NONE;
  }

  private static Long firstId(JsonNode node, String name, JsonNode reference) {
    Long id = number(node.path(name + "_str"));
    id = id == null ? number(node.path(name)) : id;
    return id == null ? number(reference.path("id")) : id;
  }

  private static Long retweetedId(JsonNode node, JsonNode retweeted) {
    return node.has("retweeted_status")
        ? Long.valueOf(id(node.path("retweeted_status")))
        : number(retweeted.path("id"));
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  private static Long number(JsonNode node) {
    return node.isNumber() || node.isTextual() ? Long.valueOf(node.asLong()) : null;
  }

  private static Boolean bool(JsonNode node) {
    return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
  }

  private static Double decimal(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
    if (!array.isArray()) {
      return null;
    }
    List<T> list = new ArrayList<>(array.size());
    array.forEach(one -> list.add(reader.apply(one)));
    return list;
  }

  private static <T> List<T> listOrEmpty(JsonNode array, Function<JsonNode, T> reader) {
    List<T> list = list(array, reader);
    return list == null ? List.of() : list;
  }

  private static List<String> tags(JsonNode array) {
    return listOrEmpty(array, one -> text(one.has("text") ? one.path("text") : one.path("tag")));
  }

  private static Author author(JsonNode node, JsonNode includes) {
    JsonNode user = node.has("user") ? node.path("user") : node.path("author");
    if (user.isMissingNode() && node.has("author_id")) {
      user = included(includes, "users", "id", node.path("author_id"));
      if (user.isMissingNode()) {
        return Author.builder().setId(node.path("author_id").asLong()).build();
      }
    }
    if (!user.isObject()) {
      return null;
    }
    return Author.builder()
        .setId(id(user))
        .setUsername(text(user.has("username") ? user.path("username") : user.path("screen_name")))
        .setName(text(user.path("name")))
        .setVerified(bool(user.path("verified")))
        .setVerifiedType(text(user.path("verified_type")))
        .setFollowers(
            number(
                user.has("public_metrics")
                    ? user.path("public_metrics").path("followers_count")
                    : user.path("followers_count")))
        .build();
  }

  private static Entities entities(JsonNode node) {
    JsonNode mentions = node.has("mentions") ? node.path("mentions") : node.path("user_mentions");
    return Entities.builder()
        .setCashtags(tags(node.has("symbols") ? node.path("symbols") : node.path("cashtags")))
        .setMentions(listOrEmpty(mentions, TreeTweets::mention))
        .setUrls(listOrEmpty(node.path("urls"), TreeTweets::url))
        .setAnnotations(listOrEmpty(node.path("annotations"), TreeTweets::annotation))
        .build();
  }

  private static Mention mention(JsonNode node) {
    return Mention.builder()
        .setId(firstId(node, "id", NONE))
        .setUsername(text(node.has("username") ? node.path("username") : node.path("screen_name")))
        .setName(text(node.path("name")))
        .build();
  }

  private static Url url(JsonNode node) {
    JsonNode unwound = node.path("unwound");
    return Url.builder()
        .setUrl(text(node.path("url")))
        .setExpandedUrl(text(node.path("expanded_url")))
        .setDisplayUrl(text(node.path("display_url")))
        .setUnwoundUrl(text(unwound.isObject() ? unwound.path("url") : node.path("unwound_url")))
        .setTitle(text(unwound.isObject() ? unwound.path("title") : node.path("title")))
        .build();
  }

  private static Annotation annotation(JsonNode node) {
    return Annotation.builder()
        .setText(text(node.path("normalized_text")))
        .setType(text(node.path("type")))
        .setProbability(decimal(node.path("probability")))
        .build();
  }

  private static ContextAnnotation contextAnnotation(JsonNode node) {
    return ContextAnnotation.builder()
        .setDomainId(text(node.path("domain").path("id")))
        .setDomain(text(node.path("domain").path("name")))
        .setEntityId(text(node.path("entity").path("id")))
        .setEntity(text(node.path("entity").path("name")))
        .build();
  }

  private static MatchingRule rule(JsonNode node) {
    return MatchingRule.builder()
        .setId(firstId(node, "id", NONE))
        .setTag(text(node.path("tag")))
        .build();
  }

  private static List<Media> media(JsonNode content, JsonNode source, JsonNode includes) {
    JsonNode v1 =
        Stream.of(
                source.path("extended_entities").path("media"),
                content.path("extended_entities").path("media"),
                source.path("entities").path("media"))
            .filter(JsonNode::isArray)
            .findFirst()
            .orElse(NONE);
    if (v1.isArray()) {
      return list(v1, TreeTweets::mediaV1);
    }
    JsonNode attachments = content.path("attachments");
    if (attachments.has("media")) {
      return list(attachments.path("media"), TreeTweets::mediaV2);
    }
    return list(
        attachments.path("media_keys"),
        key -> {
          JsonNode found = included(includes, "media", "media_key", key);
          return found.isMissingNode()
              ? Media.builder().setKey(key.asText()).build()
              : mediaV2(found);
        });
  }

  private static Media mediaV1(JsonNode node) {
    boolean photo = node.path("type").asText().equals("photo");
    String image = text(node.path("media_url_https"));
    JsonNode info = node.path("original_info");
    JsonNode large = node.path("sizes").path("large");
    return Media.builder()
        .setKey(text(node.path("id_str")))
        .setType(text(node.path("type")))
        .setUrl(photo ? image : best(node.path("video_info").path("variants"), "bitrate"))
        .setPreviewImageUrl(photo ? null : image)
        .setAltText(text(node.path("ext_alt_text")))
        .setWidth(number(info.has("width") ? info.path("width") : large.path("w")))
        .setHeight(number(info.has("height") ? info.path("height") : large.path("h")))
        .setDurationMillis(number(node.path("video_info").path("duration_millis")))
        .build();
  }

  private static Media mediaV2(JsonNode node) {
    return Media.builder()
        .setKey(text(node.path("media_key")))
        .setType(text(node.path("type")))
        .setUrl(node.has("url") ? text(node.path("url")) : best(node.path("variants"), "bit_rate"))
        .setPreviewImageUrl(text(node.path("preview_image_url")))
        .setAltText(text(node.path("alt_text")))
        .setWidth(number(node.path("width")))
        .setHeight(number(node.path("height")))
        .setDurationMillis(number(node.path("duration_ms")))
        .setViews(number(node.path("public_metrics").path("view_count")))
        .build();
  }

  private static String best(JsonNode variants, String rate) {
    String best = null;
    long highest = -1;
    for (JsonNode variant : variants) {
      if (variant.has(rate) && variant.path(rate).asLong() > highest) {
        highest = variant.path(rate).asLong();
        best = text(variant.path("url"));
      }
    }
    return best;
  }

  private static Place place(JsonNode node, JsonNode includes) {
    JsonNode place = node.path("place");
    JsonNode geo = node.path("geo");
    if (!place.isObject() && geo.has("place_id")) {
      place = geo.has("full_name") ? geo : included(includes, "places", "id", geo.path("place_id"));
      if (place.isMissingNode()) {
        return Place.builder().setId(text(geo.path("place_id"))).build();
      }
    }
    if (!place.isObject()) {
      return null;
    }
    Place.Builder builder =
        Place.builder()
            .setId(text(place.path("id")))
            .setName(text(place.path("name")))
            .setFullName(text(place.path("full_name")))
            .setType(text(place.path("place_type")))
            .setCountry(text(place.path("country")))
            .setCountryCode(text(place.path("country_code")));
    JsonNode box = place.path("geo").path("bbox");
    JsonNode corners = place.path("bounding_box").path("coordinates").path(0);
    if (box.size() == 4) {
      builder
          .setWest(box.get(0).asDouble())
          .setSouth(box.get(1).asDouble())
          .setEast(box.get(2).asDouble())
          .setNorth(box.get(3).asDouble());
    } else if (corners.size() >= 3) {
      // The corners begin in the south-west and go around.
      builder
          .setWest(corners.get(0).get(0).asDouble())
          .setSouth(corners.get(0).get(1).asDouble())
          .setEast(corners.get(2).get(0).asDouble())
          .setNorth(corners.get(2).get(1).asDouble());
    }
    return builder.build();
  }

  private static Coordinates coordinates(JsonNode node) {
    JsonNode point = node.path("coordinates");
    point = point.isObject() ? point : node.path("geo").path("coordinates");
    JsonNode degrees = point.path("coordinates");
    return degrees.size() == 2
        ? Coordinates.builder()
            .setLongitude(degrees.get(0).asDouble())
            .setLatitude(degrees.get(1).asDouble())
            .build()
        : null;
  }

  private static PublicMetrics metrics(JsonNode node) {
    JsonNode v2 = node.path("public_metrics");
    JsonNode counts = v2.isObject() ? v2 : node;
    PublicMetrics metrics =
        PublicMetrics.builder()
            .setRetweets(number(counts.path("retweet_count")))
            .setReplies(number(counts.path("reply_count")))
            .setLikes(number(counts.path(v2.isObject() ? "like_count" : "favorite_count")))
            .setQuotes(number(counts.path("quote_count")))
            .setBookmarks(number(counts.path("bookmark_count")))
            .setImpressions(number(counts.path("impression_count")))
            .build();
    return metrics.equals(PublicMetrics.builder().build()) ? null : metrics;
  }

  private static String source(String source) {
    if (source == null || !source.startsWith("<a ")) {
      return source;
    }
    return HtmlEntities.unescape(
        source.substring(source.indexOf('>') + 1, source.lastIndexOf("</a>")));
  }
}
