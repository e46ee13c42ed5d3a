package io.github.happiesthashtags.twitter.tweet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a {@code Tweet}, in the order of its schema. */
public enum TweetField {
  ID("id"),
  TIMESTAMP("timestamp"),
  LANG("lang"),
  RETWEET("retweet"),
  TEXT("text"),
  HASHTAGS("hashtags"),
  VERSION_ID("versionId"),
  KIND("kind"),
  AUTHOR("author"),
  CONVERSATION_ID("conversationId"),
  IN_REPLY_TO_TWEET_ID("inReplyToTweetId"),
  IN_REPLY_TO_USER_ID("inReplyToUserId"),
  QUOTED_TWEET_ID("quotedTweetId"),
  RETWEETED_TWEET_ID("retweetedTweetId"),
  ENTITIES("entities"),
  CONTEXT_ANNOTATIONS("contextAnnotations"),
  MEDIA("media"),
  PLACE("place"),
  COORDINATES("coordinates"),
  METRICS("metrics"),
  SOURCE("source"),
  POSSIBLY_SENSITIVE("possiblySensitive"),
  WITHHELD_COUNTRIES("withheldCountries"),
  EDIT_HISTORY("editHistory"),
  MATCHING_RULES("matchingRules"),
  RAW_JSON("rawJson");

  private final String fieldName;

  TweetField(String fieldName) {
    this.fieldName = fieldName;
  }

  /** Returns the name in the schema, such as {@code rawJson}. */
  public String fieldName() {
    return fieldName;
  }

  /** Returns every field but {@link #RAW_JSON}, which only repeats the others. */
  public static Set<TweetField> all() {
    return EnumSet.complementOf(EnumSet.of(RAW_JSON));
  }

  /**
   * Returns the fields of these names; of a nested name, such as {@code author.username}, the whole
   * field.
   *
   * @throws IllegalArgumentException if there is no such field; the message lists the names
   */
  public static Set<TweetField> named(Iterable<String> names) {
    Set<TweetField> fields = EnumSet.noneOf(TweetField.class);
    for (String name : names) {
      int dot = name.indexOf('.');
      fields.add(named(dot < 0 ? name : name.substring(0, dot)));
    }
    return fields;
  }

  private static TweetField named(String fieldName) {
    return Arrays.stream(values())
        .filter(field -> field.fieldName.equals(fieldName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a tweet has no field "
                        + fieldName
                        + ": it has "
                        + Arrays.stream(values())
                            .map(TweetField::fieldName)
                            .collect(Collectors.joining(", "))));
  }
}
