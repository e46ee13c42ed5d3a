package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which parts of a message the full parser collects beyond what decides what is counted. */
final class WantedDetails {
  /** The fields that a {@link Status} has without details. */
  private static final Set<TweetField> ALWAYS =
      EnumSet.of(
          TweetField.ID,
          TweetField.TIMESTAMP,
          TweetField.LANG,
          TweetField.RETWEET,
          TweetField.TEXT,
          TweetField.HASHTAGS,
          TweetField.VERSION_ID);

  final boolean author;
  final boolean conversation;
  final boolean replyTweet;
  final boolean replyUser;
  final boolean quotes;
  final boolean retweets;
  final boolean entities;
  final boolean contextAnnotations;
  final boolean media;
  final boolean place;
  final boolean coordinates;
  final boolean metrics;
  final boolean source;
  final boolean sensitive;
  final boolean withheld;
  final boolean editHistory;
  final boolean rules;
  final boolean rawJson;
  final boolean kind;

  private WantedDetails(Set<TweetField> fields) {
    kind = fields.contains(TweetField.KIND);
    author = fields.contains(TweetField.AUTHOR);
    conversation = fields.contains(TweetField.CONVERSATION_ID);
    replyTweet = fields.contains(TweetField.IN_REPLY_TO_TWEET_ID);
    replyUser = fields.contains(TweetField.IN_REPLY_TO_USER_ID);
    quotes = fields.contains(TweetField.QUOTED_TWEET_ID);
    retweets = fields.contains(TweetField.RETWEETED_TWEET_ID);
    entities = fields.contains(TweetField.ENTITIES);
    contextAnnotations = fields.contains(TweetField.CONTEXT_ANNOTATIONS);
    media = fields.contains(TweetField.MEDIA);
    place = fields.contains(TweetField.PLACE);
    coordinates = fields.contains(TweetField.COORDINATES);
    metrics = fields.contains(TweetField.METRICS);
    source = fields.contains(TweetField.SOURCE);
    sensitive = fields.contains(TweetField.POSSIBLY_SENSITIVE);
    withheld = fields.contains(TweetField.WITHHELD_COUNTRIES);
    editHistory = fields.contains(TweetField.EDIT_HISTORY);
    rules = fields.contains(TweetField.MATCHING_RULES);
    rawJson = fields.contains(TweetField.RAW_JSON);
  }

  /** Returns what to collect, or null if the fields need no details. */
  static @Nullable WantedDetails of(Set<TweetField> fields) {
    return ALWAYS.containsAll(fields) ? null : new WantedDetails(fields);
  }

  /** Whether nothing but the message itself is wanted, which needs no parser. */
  static boolean isOnlyRawJson(Set<TweetField> fields) {
    Set<TweetField> others = EnumSet.noneOf(TweetField.class);
    others.addAll(fields);
    return others.remove(TweetField.RAW_JSON) && ALWAYS.containsAll(others);
  }
}
