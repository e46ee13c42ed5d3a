package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.happiesthashtags.twitter.tweet.Annotation;
import io.github.happiesthashtags.twitter.tweet.ContextAnnotation;
import io.github.happiesthashtags.twitter.tweet.Coordinates;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Mention;
import io.github.happiesthashtags.twitter.tweet.PublicMetrics;
import io.github.happiesthashtags.twitter.tweet.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the parts of a tweet from a tree, in the forms of v1.1 and v2: see {@link TreeTweets}. */
final class TreeParts {
  private TreeParts() {}

  static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  static Long number(JsonNode node) {
    return node.isNumber() || node.isTextual() ? Long.valueOf(node.asLong()) : null;
  }

  static Boolean bool(JsonNode node) {
    return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : null;
  }

  static Double decimal(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
    if (!array.isArray()) {
      return null;
    }
    List<T> list = new ArrayList<>(array.size());
    array.forEach(one -> list.add(reader.apply(one)));
    return list;
  }

  static <T> List<T> listOrEmpty(JsonNode array, Function<JsonNode, T> reader) {
    List<T> list = list(array, reader);
    return list == null ? List.of() : list;
  }

  static List<String> tags(JsonNode array) {
    return listOrEmpty(array, one -> text(one.has("text") ? one.path("text") : one.path("tag")));
  }

  static Entities entities(JsonNode node) {
    JsonNode mentions = node.has("mentions") ? node.path("mentions") : node.path("user_mentions");
    return Entities.builder()
        .setCashtags(tags(node.has("symbols") ? node.path("symbols") : node.path("cashtags")))
        .setMentions(listOrEmpty(mentions, TreeParts::mention))
        .setUrls(listOrEmpty(node.path("urls"), TreeParts::url))
        .setAnnotations(listOrEmpty(node.path("annotations"), TreeParts::annotation))
        .build();
  }

  static Mention mention(JsonNode node) {
    return Mention.builder()
        .setId(TreeTweets.firstId(node, "id", TreeTweets.NONE))
        .setUsername(text(node.has("username") ? node.path("username") : node.path("screen_name")))
        .setName(text(node.path("name")))
        .build();
  }

  static Url url(JsonNode node) {
    JsonNode unwound = node.path("unwound");
    return Url.builder()
        .setUrl(text(node.path("url")))
        .setExpandedUrl(text(node.path("expanded_url")))
        .setDisplayUrl(text(node.path("display_url")))
        .setUnwoundUrl(text(unwound.isObject() ? unwound.path("url") : node.path("unwound_url")))
        .setTitle(text(unwound.isObject() ? unwound.path("title") : node.path("title")))
        .build();
  }

  static Annotation annotation(JsonNode node) {
    return Annotation.builder()
        .setText(text(node.path("normalized_text")))
        .setType(text(node.path("type")))
        .setProbability(decimal(node.path("probability")))
        .build();
  }

  static ContextAnnotation contextAnnotation(JsonNode node) {
    return ContextAnnotation.builder()
        .setDomainId(text(node.path("domain").path("id")))
        .setDomain(text(node.path("domain").path("name")))
        .setEntityId(text(node.path("entity").path("id")))
        .setEntity(text(node.path("entity").path("name")))
        .build();
  }

  static MatchingRule rule(JsonNode node) {
    return MatchingRule.builder()
        .setId(TreeTweets.firstId(node, "id", TreeTweets.NONE))
        .setTag(text(node.path("tag")))
        .build();
  }

  static Media mediaV1(JsonNode node) {
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

  static Media mediaV2(JsonNode node) {
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

  static String best(JsonNode variants, String rate) {
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

  static Coordinates coordinates(JsonNode node) {
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

  static PublicMetrics metrics(JsonNode node) {
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
}
