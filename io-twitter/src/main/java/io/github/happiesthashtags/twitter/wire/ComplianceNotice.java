package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A demand to change or delete what is stored, from a message of a v1.1 stream, of a compliance
 * stream of v2, or of the X Activity API. This table is all that differs between them:
 *
 * <table>
 *   <caption>Where the values are</caption>
 *   <tr><th>message</th><th>kind</th><th>post</th><th>user</th><th>countries</th></tr>
 *   <tr><td>v1.1 delete</td><td>delete</td><td>status.id</td><td>status.user_id</td><td></td></tr>
 *   <tr><td>v1.1 scrub_geo</td><td>scrub_geo</td><td>up_to_status_id</td><td>user_id</td>
 *       <td></td></tr>
 *   <tr><td>v1.1 status_withheld</td><td>withheld</td><td>id</td><td>user_id</td>
 *       <td>withheld_in_countries</td></tr>
 *   <tr><td>v1.1 user_withheld</td><td>user_withheld</td><td></td><td>id</td>
 *       <td>withheld_in_countries</td></tr>
 *   <tr><td>v2 events of posts</td><td>as named</td><td>tweet.id</td><td>tweet.author_id</td>
 *       <td>withheld_in_countries</td></tr>
 *   <tr><td>v2 events of users</td><td>as named</td><td>up_to_tweet_id</td><td>user.id</td>
 *       <td>withheld_in_countries</td></tr>
 *   <tr><td>post.delete activity</td><td>delete</td><td>payload.id</td><td>payload.author_id</td>
 *       <td></td></tr>
 * </table>
 *
 * <p>The time is {@code timestamp_ms} in v1.1 and {@code event_at} in v2; an activity's id carries
 * it.
 *
 * @param kind the name of the event in v2
 * @param postId the post; of {@code scrub_geo} the last one that it is about; null if it is about
 *     an account
 * @param userId the author or account; null if the message does not say
 * @param timeMillis when it happened, in milliseconds since the epoch; {@link
 *     MessageHandler#NO_TIME} if the message does not say
 * @param countries the countries in which the post or account is withheld
 */
public record ComplianceNotice(
    String kind,
    @Nullable Long postId,
    @Nullable Long userId,
    long timeMillis,
    List<String> countries) {
  /** Nothing that is looked for lies deeper. */
  private static final int DEEPEST = 4;

  private static final List<String> OF_POSTS =
      List.of("delete", "withheld", "drop", "undrop", "tweet_edit");

  private static final List<String> OF_USERS =
      List.of(
          "user_delete",
          "user_undelete",
          "user_protect",
          "user_unprotect",
          "user_suspend",
          "user_unsuspend",
          "user_withheld",
          "scrub_geo",
          "user_profile_modification");

  private static final String COUNTRIES = ".withheld_in_countries";

  /** Copies the list. */
  public ComplianceNotice {
    countries = List.copyOf(countries);
  }

  /** Returns the notice that a line is, or null if it is none. */
  public static @Nullable ComplianceNotice of(byte[] line, int offset, int length) {
    Values values = Values.read(line, offset, length);
    return values == null ? null : of(values);
  }

  /** Returns whether the notice says, readably, which post or account it is about. */
  public boolean hasSubject() {
    return postId != null || userId != null;
  }

  private static @Nullable ComplianceNotice of(Values values) {
    String name = values.dataName();
    if (name != null) {
      return name.equals(Values.ACTIVITY) ? ofActivity(values) : ofV2(values, name);
    }
    // A direct message can be deleted too.
    if (values.has("delete.status")) {
      return ofV1(values, "delete", "delete", ".status.id", ".status.user_id");
    }
    if (values.has("scrub_geo")) {
      return ofV1(values, "scrub_geo", "scrub_geo", ".up_to_status_id", ".user_id");
    }
    if (values.has("status_withheld")) {
      return ofV1(values, "status_withheld", "withheld", ".id", ".user_id");
    }
    return values.has("user_withheld")
        ? ofV1(values, "user_withheld", "user_withheld", null, ".id")
        : null;
  }

  private static ComplianceNotice ofV1(
      Values values, String name, String kind, @Nullable String post, String user) {
    String time = values.text(name + ".timestamp_ms");
    return new ComplianceNotice(
        kind,
        post == null ? null : values.id(name + post),
        values.id(name + user),
        time == null ? MessageHandler.NO_TIME : EventTimes.ofTimestampMs(time),
        values.list(name + COUNTRIES));
  }

  private static ComplianceNotice ofV2(Values values, String name) {
    String at = "data." + name;
    boolean isOfPost = OF_POSTS.contains(name);
    return new ComplianceNotice(
        name,
        values.id(at + (isOfPost ? ".tweet.id" : ".up_to_tweet_id")),
        values.id(at + (isOfPost ? ".tweet.author_id" : ".user.id")),
        values.dataMillis(),
        values.list(at + COUNTRIES));
  }

  private static @Nullable ComplianceNotice ofActivity(Values values) {
    return "post.delete".equals(values.text("data.event_type"))
        ? new ComplianceNotice(
            "delete",
            values.id("data.payload.id"),
            values.id("data.payload.author_id"),
            values.dataMillis(),
            List.of())
        : null;
  }

  /** The values of a message, by their paths of names with dots. */
  static final class Values {
    /** What {@link #dataName} calls an activity. */
    private static final String ACTIVITY = "event_type";

    private final Map<String, List<String>> values = new HashMap<>();

    private Values() {}

    /** Returns the values of a line, or null if it is no JSON object. */
    static @Nullable Values read(byte[] line, int offset, int length) {
      Values found = new Values();
      int mark = ByteOrderMark.isAt(line, offset, offset + length) ? ByteOrderMark.BYTES : 0;
      try (JsonParser parser = FullParser.JSON.createParser(line, offset + mark, length - mark)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return null;
        }
        found.readObject("", parser, 1);
        return found;
      } catch (IOException e) {
        return null;
      }
    }

    private void readObject(String path, JsonParser parser, int depth) throws IOException {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        String at = path + name;
        values.remove(at);
        readValue(at, parser, parser.nextToken(), depth);
      }
    }

    private void readValue(String at, JsonParser parser, JsonToken token, int depth)
        throws IOException {
      switch (token) {
        case START_OBJECT -> {
          add(at, "");
          if (depth < DEEPEST) {
            readObject(at + '.', parser, depth + 1);
          } else {
            parser.skipChildren();
          }
        }
        case START_ARRAY -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
              add(at, parser.getText());
            }
            parser.skipChildren();
          }
        }
        case VALUE_NULL -> {}
        default -> add(at, parser.getText());
      }
    }

    private void add(String at, String value) {
      values.computeIfAbsent(at, path -> new ArrayList<>(1)).add(value);
    }

    private boolean has(String path) {
      return values.containsKey(path);
    }

    private @Nullable String text(String path) {
      List<String> found = values.get(path);
      return found == null ? null : found.get(0);
    }

    private List<String> list(String path) {
      return values.getOrDefault(path, List.of());
    }

    /** Returns an id, from the string beside it if there is one: numbers lose digits. */
    private @Nullable Long id(String path) {
      String written = text(path + "_str");
      written = written == null ? text(path) : written;
      try {
        return written == null ? null : Long.valueOf(written);
      } catch (NumberFormatException e) {
        return null;
      }
    }

    /** Returns the name of the event in {@code data}, or null if there is none. */
    private @Nullable String dataName() {
      if (has("data." + ACTIVITY)) {
        return ACTIVITY;
      }
      for (List<String> names : Arrays.asList(OF_POSTS, OF_USERS)) {
        for (String name : names) {
          // A tweet's withheld is an object too, but has no time.
          if (has("data." + name + ".event_at")) {
            return name;
          }
        }
      }
      return null;
    }

    /** Returns the kind of what is in {@code data}, or null if it is no event. */
    @Nullable MessageKind dataKind() {
      String name = dataName();
      if (name == null) {
        return null;
      }
      return name.equals(ACTIVITY) ? MessageKind.ACTIVITY : MessageKind.COMPLIANCE;
    }

    /** Returns the time of the event in {@code data}, in milliseconds since the epoch. */
    long dataMillis() {
      String name = dataName();
      if (name == null) {
        return EventTimes.NONE;
      }
      if (name.equals(ACTIVITY)) {
        Long id = id("data.event_uuid");
        return id == null ? EventTimes.NONE : EventTimes.ofId(id);
      }
      String time = text("data." + name + ".event_at");
      return time == null ? EventTimes.NONE : EventTimes.ofCreatedAt(time);
    }
  }
}
