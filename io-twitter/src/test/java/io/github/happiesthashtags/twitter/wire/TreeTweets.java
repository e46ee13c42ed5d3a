package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.joda.time.Instant;

/**
 * Reads tweets through Jackson's tree, in the most obvious way: what the connector's own reading is
 * compared with, in its results and in what it costs.
 */
public final class TreeTweets {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final JsonNode NONE = MissingNode.getInstance();

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
    String text =
        TreeParts.text(source.has("full_text") ? source.path("full_text") : source.path("text"));
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
    String lang = TreeParts.text(node.path("lang"));
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
                    ? TreeParts.tags(entities.path("hashtags"))
                    : HashtagExtractor.extract(text))
            .setKind(kind)
            .setAuthor(author(node, includes))
            .setConversationId(TreeParts.number(node.path("conversation_id")))
            .setInReplyToTweetId(replyTo)
            .setInReplyToUserId(replyToUser)
            .setQuotedTweetId(quoted)
            .setRetweetedTweetId(isRetweet ? retweetedId(node, retweeted) : null)
            .setEntities(entities.isObject() ? TreeParts.entities(entities) : null)
            .setContextAnnotations(
                TreeParts.list(node.path("context_annotations"), TreeParts::contextAnnotation))
            .setMedia(media(content, source, includes))
            .setPlace(place(node, includes))
            .setCoordinates(TreeParts.coordinates(node))
            .setMetrics(TreeParts.metrics(node))
            .setSource(source(TreeParts.text(node.path("source"))))
            .setPossiblySensitive(TreeParts.bool(node.path("possibly_sensitive")))
            .setWithheldCountries(
                TreeParts.list(
                    node.has("withheld")
                        ? node.path("withheld").path("country_codes")
                        : node.path("withheld_in_countries"),
                    JsonNode::asText))
            .setEditHistory(TreeParts.list(history, JsonNode::asLong))
            .setMatchingRules(TreeParts.list(rules.path("matching_rules"), TreeParts::rule));
    return tweet.build();
  }

  private static long id(JsonNode node) {
    return node.has("id_str") ? node.path("id_str").asLong() : node.path("id").asLong();
  }

  private static long time(JsonNode node, long first, long version) {
    if (first != version) {
      return EventTimes.ofId(first);
    }
    String millis = TreeParts.text(node.path("timestamp_ms"));
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

  static Long firstId(JsonNode node, String name, JsonNode reference) {
    Long id = TreeParts.number(node.path(name + "_str"));
    id = id == null ? TreeParts.number(node.path(name)) : id;
    return id == null ? TreeParts.number(reference.path("id")) : id;
  }

  private static Long retweetedId(JsonNode node, JsonNode retweeted) {
    return node.has("retweeted_status")
        ? Long.valueOf(id(node.path("retweeted_status")))
        : TreeParts.number(retweeted.path("id"));
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
        .setUsername(
            TreeParts.text(user.has("username") ? user.path("username") : user.path("screen_name")))
        .setName(TreeParts.text(user.path("name")))
        .setVerified(TreeParts.bool(user.path("verified")))
        .setVerifiedType(TreeParts.text(user.path("verified_type")))
        .setFollowers(
            TreeParts.number(
                user.has("public_metrics")
                    ? user.path("public_metrics").path("followers_count")
                    : user.path("followers_count")))
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
      return TreeParts.list(v1, TreeParts::mediaV1);
    }
    JsonNode attachments = content.path("attachments");
    if (attachments.has("media")) {
      return TreeParts.list(attachments.path("media"), TreeParts::mediaV2);
    }
    return TreeParts.list(
        attachments.path("media_keys"),
        key -> {
          JsonNode found = included(includes, "media", "media_key", key);
          return found.isMissingNode()
              ? Media.builder().setKey(key.asText()).build()
              : TreeParts.mediaV2(found);
        });
  }

  private static Place place(JsonNode node, JsonNode includes) {
    JsonNode place = node.path("place");
    JsonNode geo = node.path("geo");
    if (!place.isObject() && geo.has("place_id")) {
      place = geo.has("full_name") ? geo : included(includes, "places", "id", geo.path("place_id"));
      if (place.isMissingNode()) {
        return Place.builder().setId(TreeParts.text(geo.path("place_id"))).build();
      }
    }
    if (!place.isObject()) {
      return null;
    }
    Place.Builder builder =
        Place.builder()
            .setId(TreeParts.text(place.path("id")))
            .setName(TreeParts.text(place.path("name")))
            .setFullName(TreeParts.text(place.path("full_name")))
            .setType(TreeParts.text(place.path("place_type")))
            .setCountry(TreeParts.text(place.path("country")))
            .setCountryCode(TreeParts.text(place.path("country_code")));
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

  private static String source(String source) {
    if (source == null || !source.startsWith("<a ")) {
      return source;
    }
    return HtmlEntities.unescape(
        source.substring(source.indexOf('>') + 1, source.lastIndexOf("</a>")));
  }
}
