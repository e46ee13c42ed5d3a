package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A generator of the events of compliance streams and of the activity {@code post.delete},
 * reproducible from the seed and the times. No two events are about the same post or account.
 */
final class ComplianceEvents {
  private static final long SEED = 0x636F_6D70_6C69_616EL;
  private static final int OLDEST_MILLIS = (int) Duration.ofDays(20).toMillis();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Most events of posts are deletions. */
  private static final String[] OF_POSTS = {
    "delete", "delete", "delete", "delete", "delete", "withheld", "drop", "undrop", "tweet_edit"
  };

  private static final String[] OF_USERS = {
    "user_delete",
    "user_undelete",
    "user_protect",
    "user_unprotect",
    "user_suspend",
    "user_unsuspend",
    "user_withheld",
    "scrub_geo",
    "user_profile_modification"
  };

  private static final String COUNTRIES = ",\"withheld_in_countries\":[\"DE\",\"FR\"]";

  private final Dice dice;
  private final Snowflakes ids;
  private final Snowflakes eventIds;
  private long latestId;

  ComplianceEvents(long seed) {
    this.dice = new Dice(seed ^ SEED);
    this.ids = new Snowflakes(seed);
    this.eventIds = new Snowflakes(seed);
  }

  /** Returns the id of the post or account that the latest event is about. */
  long latestId() {
    return latestId;
  }

  /** Returns the next message of {@code /2/tweets/compliance/stream}. */
  byte[] ofPost(long millis) {
    String kind = dice.pick(OF_POSTS);
    String post = subject(millis);
    String more =
        switch (kind) {
          case "withheld" -> COUNTRIES;
          case "tweet_edit" ->
              ",\"initial_tweet_id\":\"" + post + "\",\"edit_tweet_ids\":[\"" + post + "\"]";
          default -> "";
        };
    String author = kind.equals("tweet_edit") ? "" : ",\"author_id\":\"" + author() + '"';
    return event(kind, "\"tweet\":{\"id\":\"" + post + '"' + author + '}', millis, more);
  }

  /** Returns the next message of {@code /2/users/compliance/stream}. */
  byte[] ofUser(long millis) {
    String kind = dice.pick(OF_USERS);
    String user = subject(millis);
    String more =
        switch (kind) {
          case "user_withheld" -> COUNTRIES;
          case "scrub_geo" -> ",\"up_to_tweet_id\":\"" + eventIds.next(millis) + '"';
          case "user_profile_modification" ->
              ",\"profile_field\":\"user.description\",\"new_value\":\"synthetic\"";
          default -> "";
        };
    return event(kind, "\"user\":{\"id\":\"" + user + "\"}", millis, more);
  }

  /** Returns the next message of {@code /2/activity/stream}. */
  byte[] activity(long millis) {
    String author = author();
    return ("{\"data\":{\"event_type\":\"post.delete\",\"event_uuid\":\""
            + eventIds.next(millis)
            + "\",\"filter\":{\"user_id\":\""
            + author
            + "\"},\"payload\":{\"id\":\""
            + subject(millis)
            + "\",\"author_id\":\""
            + author
            + "\"},\"tag\":\"synthetic\"}}")
        .getBytes(UTF_8);
  }

  private String subject(long millis) {
    latestId = ids.next(millis - dice.between(1000, OLDEST_MILLIS));
    return Long.toString(latestId);
  }

  private String author() {
    return Integer.toString(dice.between(1_000_000, 2_000_000));
  }

  private static byte[] event(String kind, String subject, long millis, String more) {
    return ("{\"data\":{\""
            + kind
            + "\":{"
            + subject
            + ",\"event_at\":\""
            + TIME.format(Instant.ofEpochMilli(millis))
            + '"'
            + more
            + "}}}")
        .getBytes(UTF_8);
  }
}
