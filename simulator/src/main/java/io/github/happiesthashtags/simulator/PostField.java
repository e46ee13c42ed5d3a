package io.github.happiesthashtags.simulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of a post and of what it includes that the simulator knows, by X's names. */
@SuppressWarnings("EnumOrdinal") // Sets of them are bits, which never leave the process.
enum PostField {
  /** What no query leaves out. */
  ALWAYS(""),
  ATTACHMENTS("tweet.fields:attachments"),
  AUTHOR_ID("tweet.fields:author_id"),
  CONTEXT_ANNOTATIONS("tweet.fields:context_annotations"),
  CONVERSATION_ID("tweet.fields:conversation_id"),
  CREATED_AT("tweet.fields:created_at"),
  ENTITIES("tweet.fields:entities"),
  GEO("tweet.fields:geo"),
  IN_REPLY_TO_USER_ID("tweet.fields:in_reply_to_user_id"),
  LANG("tweet.fields:lang"),
  NOTE_TWEET("tweet.fields:note_tweet"),
  POSSIBLY_SENSITIVE("tweet.fields:possibly_sensitive"),
  PUBLIC_METRICS("tweet.fields:public_metrics"),
  REFERENCED_TWEETS("tweet.fields:referenced_tweets"),
  REPLY_SETTINGS("tweet.fields:reply_settings"),
  SOURCE("tweet.fields:source"),
  USER_CREATED_AT("user.fields:created_at"),
  USER_DESCRIPTION("user.fields:description"),
  USER_LOCATION("user.fields:location"),
  USER_PROTECTED("user.fields:protected"),
  USER_PUBLIC_METRICS("user.fields:public_metrics"),
  USER_VERIFIED("user.fields:verified"),
  USER_VERIFIED_TYPE("user.fields:verified_type"),
  MEDIA_ALT_TEXT("media.fields:alt_text"),
  MEDIA_DURATION_MS("media.fields:duration_ms"),
  MEDIA_HEIGHT("media.fields:height"),
  MEDIA_PREVIEW_IMAGE_URL("media.fields:preview_image_url"),
  MEDIA_PUBLIC_METRICS("media.fields:public_metrics"),
  MEDIA_URL("media.fields:url"),
  MEDIA_VARIANTS("media.fields:variants"),
  MEDIA_WIDTH("media.fields:width"),
  PLACE_COUNTRY("place.fields:country"),
  PLACE_COUNTRY_CODE("place.fields:country_code"),
  PLACE_GEO("place.fields:geo"),
  PLACE_NAME("place.fields:name"),
  PLACE_PLACE_TYPE("place.fields:place_type");

  /** An expansion, with the field of a post that X sends along with it. */
  enum Expansion {
    AUTHOR("author_id", AUTHOR_ID),
    REPLIED_TO_USER("in_reply_to_user_id", IN_REPLY_TO_USER_ID),
    MENTIONED_USERS("entities.mentions.username", ENTITIES),
    TWEETS("referenced_tweets.id", REFERENCED_TWEETS),
    TWEET_AUTHORS("referenced_tweets.id.author_id", AUTHOR_ID),
    MEDIA("attachments.media_keys", ATTACHMENTS),
    TWEET_MEDIA("referenced_tweets.id.attachments.media_keys", ATTACHMENTS),
    PLACE("geo.place_id", GEO);

    private final String apiName;
    final PostField field;

    Expansion(String apiName, PostField field) {
      this.apiName = apiName;
      this.field = field;
    }

    static Optional<Expansion> named(String apiName) {
      return Arrays.stream(values()).filter(each -> each.apiName.equals(apiName)).findFirst();
    }

    /** Returns the set of this expansion alone, as a bit. */
    int bit() {
      return 1 << ordinal();
    }
  }

  /**
   * How far the number of the field leaves room for the expansions in a {@linkplain #need need}.
   */
  static final int EXPANSIONS_SHIFT = 8;

  static final String TWEET_FIELDS = "tweet.fields";
  static final String USER_FIELDS = "user.fields";
  static final String MEDIA_FIELDS = "media.fields";
  static final String PLACE_FIELDS = "place.fields";

  private final String name;

  PostField(String name) {
    this.name = name;
  }

  /** Returns the fields of these names; names that the simulator has no data for are left out. */
  static Set<PostField> named(String parameter, List<String> names) {
    Set<PostField> fields = EnumSet.noneOf(PostField.class);
    for (PostField field : values()) {
      int colon = field.name.indexOf(':');
      if (colon > 0
          && field.name.substring(0, colon).equals(parameter)
          && names.contains(field.name.substring(colon + 1))) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** Returns the set of this field alone, as a bit. */
  long bit() {
    return 1L << ordinal();
  }

  /** Returns what a query must ask for to get a part: this field. */
  int need() {
    return ordinal();
  }

  /** Returns what a query must ask for to get a part: this field, and one of the expansions. */
  int needIn(int expansions) {
    return expansions << EXPANSIONS_SHIFT | ordinal();
  }
}
