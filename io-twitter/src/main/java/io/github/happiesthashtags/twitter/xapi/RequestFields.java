package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request for a stream asks of each post, by the API's own names. Lists are immutable; an
 * empty one is left out of the request.
 *
 * <p>Source: X's OpenAPI description, version 2.167.
 */
record RequestFields(
    List<String> tweet,
    List<String> expansions,
    List<String> user,
    List<String> media,
    List<String> place)
    implements Serializable {

  private static final Pattern NAME = Pattern.compile("[a-z0-9_.]+");

  /** Fields that belong to the text of a post, which may be that of the post that it repeats. */
  private static final Set<TweetField> CONTENT =
      EnumSet.of(
          TweetField.TEXT,
          TweetField.HASHTAGS,
          TweetField.ENTITIES,
          TweetField.MEDIA,
          TweetField.QUOTED_TWEET_ID);

  /** What the leaderboard needs. */
  static final RequestFields LEAN =
      forFields(EnumSet.of(TweetField.LANG, TweetField.TEXT, TweetField.HASHTAGS));

  static final RequestFields ALL = forFields(TweetField.all());

  /** Returns what some fields of a tweet need. The time and versions are always needed. */
  static RequestFields forFields(Set<TweetField> fields) {
    List<String> tweet = new ArrayList<>(List.of("created_at"));
    List<String> expansions = new ArrayList<>();
    List<String> user = new ArrayList<>();
    List<String> media = new ArrayList<>();
    List<String> place = new ArrayList<>();
    boolean text = fields.contains(TweetField.TEXT);
    boolean hashtags = fields.contains(TweetField.HASHTAGS);
    boolean entities = hashtags || fields.contains(TweetField.ENTITIES);
    boolean kind = fields.contains(TweetField.KIND);
    addIf(fields.contains(TweetField.LANG), tweet, "lang");
    addIf(entities, tweet, "entities");
    addIf(text || entities, tweet, "note_tweet");
    // Tells retweets.
    tweet.add("referenced_tweets");
    tweet.add("edit_history_tweet_ids");
    addIf(fields.stream().anyMatch(CONTENT::contains), expansions, "referenced_tweets.id");
    if (fields.contains(TweetField.AUTHOR)) {
      tweet.add("author_id");
      expansions.add("author_id");
      user.addAll(List.of("username", "name", "verified", "verified_type", "public_metrics"));
    }
    addIf(fields.contains(TweetField.CONVERSATION_ID), tweet, "conversation_id");
    addIf(kind || fields.contains(TweetField.IN_REPLY_TO_USER_ID), tweet, "in_reply_to_user_id");
    addIf(fields.contains(TweetField.CONTEXT_ANNOTATIONS), tweet, "context_annotations");
    if (fields.contains(TweetField.MEDIA)) {
      tweet.add("attachments");
      expansions.add("attachments.media_keys");
      expansions.add("referenced_tweets.id.attachments.media_keys");
      media.addAll(
          List.of("media_key", "type", "url", "preview_image_url", "alt_text", "width", "height"));
      media.addAll(List.of("duration_ms", "public_metrics", "variants"));
    }
    boolean places = fields.contains(TweetField.PLACE);
    addIf(places || fields.contains(TweetField.COORDINATES), tweet, "geo");
    if (places) {
      expansions.add("geo.place_id");
      place.addAll(List.of("name", "full_name", "place_type", "country", "country_code", "geo"));
    }
    addIf(fields.contains(TweetField.METRICS), tweet, "public_metrics");
    addIf(fields.contains(TweetField.SOURCE), tweet, "source");
    addIf(fields.contains(TweetField.POSSIBLY_SENSITIVE), tweet, "possibly_sensitive");
    addIf(fields.contains(TweetField.WITHHELD_COUNTRIES), tweet, "withheld");
    return new RequestFields(
        List.copyOf(tweet),
        List.copyOf(expansions),
        List.copyOf(user),
        List.copyOf(media),
        List.copyOf(place));
  }

  private static void addIf(boolean wanted, List<String> names, String name) {
    if (wanted) {
      names.add(name);
    }
  }

  /**
   * Checks names that a user gave.
   *
   * @throws IllegalArgumentException if one cannot be a name of the API
   */
  static List<String> checked(String... names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "the field " + name + " cannot be one of the API's: give a name such as created_at");
      }
    }
    return List.of(names);
  }

  RequestFields withTweet(List<String> names) {
    return new RequestFields(names, expansions, user, media, place);
  }

  RequestFields withExpansions(List<String> names) {
    return new RequestFields(tweet, names, user, media, place);
  }

  RequestFields withUser(List<String> names) {
    return new RequestFields(tweet, expansions, names, media, place);
  }

  RequestFields withMedia(List<String> names) {
    return new RequestFields(tweet, expansions, user, names, place);
  }

  RequestFields withPlace(List<String> names) {
    return new RequestFields(tweet, expansions, user, media, names);
  }

  /** Returns the part of a query that asks for the fields; empty if nothing is asked for. */
  String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "tweet.fields", tweet);
    add(parts, "expansions", expansions);
    add(parts, "user.fields", user);
    add(parts, "media.fields", media);
    add(parts, "place.fields", place);
    return String.join("&", parts);
  }

  private static void add(List<String> parts, String parameter, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(parameter + '=' + String.join(",", names));
    }
  }
}
