package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message holds beside its tweets: the objects that they refer to by id, and the rules that
 * they matched. Reused for every line.
 */
final class Includes {
  /** The tweets that came beside the message's own, among which a retweeted one is looked up. */
  final List<TweetFields> tweets = new ArrayList<>();

  private final Map<Long, Author> users = new HashMap<>();
  private final Map<String, Media> media = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private @Nullable List<MatchingRule> rules;
  private byte[] line = {};
  private int offset;
  private int length;

  void clear(byte[] line, int offset, int length) {
    this.line = line;
    this.offset = offset;
    this.length = length;
    rules = null;
    clear();
  }

  /** Forgets what an {@code includes} said, because the last of several counts. */
  void clear() {
    tweets.clear();
    users.clear();
    media.clear();
    places.clear();
  }

  /** Reads a member of {@code includes} other than {@code tweets}. */
  void read(String name, JsonParser parser, JsonToken token, @Nullable WantedDetails wanted)
      throws IOException {
    if (wanted == null) {
      parser.skipChildren();
    } else if (name.equals("users") && wanted.author) {
      users.clear();
      for (Author user : each(EntityReader.list(parser, token, PartReader::author))) {
        Long id = user.getId();
        if (id != null) {
          users.put(id, user);
        }
      }
    } else if (name.equals("media") && wanted.media) {
      media.clear();
      for (Media one : each(EntityReader.media(parser, token))) {
        String key = one.getKey();
        if (key != null) {
          media.put(key, one);
        }
      }
    } else if (name.equals("places") && wanted.place) {
      places.clear();
      for (Place place : each(EntityReader.list(parser, token, PartReader::place))) {
        String id = place.getId();
        if (id != null) {
          places.put(id, place);
        }
      }
    } else {
      parser.skipChildren();
    }
  }

  private static <T> List<T> each(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** Sets the rules that stand beside the message's tweets. */
  void setRules(@Nullable List<MatchingRule> rules) {
    this.rules = rules;
  }

  @Nullable List<MatchingRule> rules() {
    return rules;
  }

  Author user(long id) {
    Author user = users.get(id);
    return user == null ? Author.builder().setId(id).build() : user;
  }

  List<Media> media(List<String> keys) {
    List<Media> found = new ArrayList<>(keys.size());
    for (String key : keys) {
      Media one = media.get(key);
      found.add(one == null ? Media.builder().setKey(key).build() : one);
    }
    return found;
  }

  @Nullable Place place(String id) {
    return places.get(id);
  }

  /**
   * The JSON of the message between two offsets from its beginning, or the whole message if {@code
   * from} < 0.
   */
  String json(long from, long to) {
    return from < 0
        ? json(line, offset, length)
        : new String(line, offset + (int) from, (int) (to - from), UTF_8);
  }

  static String json(byte[] line, int offset, int length) {
    return new String(line, offset, length, UTF_8).strip();
  }
}
