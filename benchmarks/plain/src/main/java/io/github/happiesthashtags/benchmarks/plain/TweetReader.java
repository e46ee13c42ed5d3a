package io.github.happiesthashtags.benchmarks.plain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the happy tweets among lines of v1.1 or v2, with Jackson's streaming parser and no more of
 * a line than it takes: most texts have no smile, and there it stops.
 *
 * <p>It does what recordings made here need, in the way of somebody who knows them: ids carry the
 * time, {@code entities} list the hashtags, and a text that the API cut off has an ellipsis. Not
 * thread-safe.
 */
public final class TweetReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SNOWFLAKE_TIME_SHIFT = 22;
  private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

  /** How every retweet's own text begins; what counts is the text of the original. */
  private static final char[] RETWEET_START = {'R', 'T', ' ', '@'};

  private final List<Tweet> included = new ArrayList<>();

  /** The members of a tweet object that matter. */
  private static final class Tweet {
    private long id;
    private @Nullable String text;
    private List<String> hashtags = List.of();
    private @Nullable Tweet longForm;
    private @Nullable Tweet retweeted;
    private long retweetedId;
    private boolean hopeless;
  }

  /** The tweet of this line, or null if it has none with a hashtag and a smile. */
  public @Nullable HappyTweet read(byte[] line, int offset, int length) throws IOException {
    try (JsonParser json = JSON.createParser(line, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      included.clear();
      Tweet tweet = new Tweet();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        switch (name) {
          case "data" -> {
            json.nextToken();
            readTweet(json, tweet, true);
          }
          case "includes" -> readIncludes(json);
          case "delete" -> {
            return null;
          }
          default -> readMember(name, json, tweet, true);
        }
        if (tweet.hopeless) {
          return null;
        }
      }
      return happy(tweet);
    }
  }

  private @Nullable HappyTweet happy(Tweet tweet) {
    Tweet source = original(tweet);
    if (source.longForm != null) {
      source = source.longForm;
    }
    int smiles = source.text == null ? 0 : HappyTweet.smilesIn(source.text);
    return smiles == 0 || source.hashtags.isEmpty()
        ? null
        : new HappyTweet(
            (tweet.id >> SNOWFLAKE_TIME_SHIFT) + SNOWFLAKE_EPOCH_MILLIS,
            smiles,
            HappyTweet.distinct(source.hashtags));
  }

  private Tweet original(Tweet tweet) {
    if (tweet.retweeted != null) {
      return tweet.retweeted;
    }
    for (Tweet candidate : included) {
      if (candidate.id == tweet.retweetedId) {
        return candidate;
      }
    }
    return tweet;
  }

  private static void readTweet(JsonParser json, Tweet tweet, boolean outer) throws IOException {
    for (String name = json.nextFieldName();
        name != null && !tweet.hopeless;
        name = json.nextFieldName()) {
      readMember(name, json, tweet, outer);
    }
  }

  private static void readMember(String name, JsonParser json, Tweet tweet, boolean outer)
      throws IOException {
    JsonToken value = json.nextToken();
    switch (name) {
      case "id" ->
          tweet.id =
              value == JsonToken.VALUE_STRING
                  ? Long.parseLong(json.getText())
                  : json.getLongValue();
      case "text", "full_text" -> {
        if (outer && !mayBeHappy(json)) {
          tweet.hopeless = true;
        } else {
          tweet.text = json.getText();
        }
      }
      case "entities" -> tweet.hashtags = readEntities(json);
      case "extended_tweet", "note_tweet" -> tweet.longForm = readNested(json);
      case "retweeted_status" -> tweet.retweeted = readNested(json);
      case "referenced_tweets" -> tweet.retweetedId = readReferences(json);
      default -> json.skipChildren();
    }
  }

  private static Tweet readNested(JsonParser json) throws IOException {
    Tweet nested = new Tweet();
    readTweet(json, nested, false);
    return nested;
  }

  /** Looks at the parser's own characters: a text without a smile is never made a string. */
  private static boolean mayBeHappy(JsonParser json) throws IOException {
    char[] text = json.getTextCharacters();
    int start = json.getTextOffset();
    int end = start + json.getTextLength();
    if (startsAsRetweet(text, start, end)) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (text[i] == '…' || (text[i] == ')' && i > start && text[i - 1] == ':')) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsAsRetweet(char[] text, int start, int end) {
    if (end - start < RETWEET_START.length) {
      return false;
    }
    for (int i = 0; i < RETWEET_START.length; i++) {
      if (text[start + i] != RETWEET_START[i]) {
        return false;
      }
    }
    return true;
  }

  private void readIncludes(JsonParser json) throws IOException {
    json.nextToken();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (name.equals("tweets")) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          included.add(readNested(json));
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /** The id of the retweeted one, or 0. */
  private static long readReferences(JsonParser json) throws IOException {
    long retweeted = 0;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      boolean isRetweet = false;
      long id = 0;
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (name.equals("type")) {
          isRetweet = json.getText().equals("retweeted");
        } else if (name.equals("id")) {
          id = Long.parseLong(json.getText());
        }
      }
      retweeted = isRetweet ? id : retweeted;
    }
    return retweeted;
  }

  private static List<String> readEntities(JsonParser json) throws IOException {
    List<String> hashtags = List.of();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (name.equals("hashtags")) {
        hashtags = readHashtags(json);
      } else {
        json.skipChildren();
      }
    }
    return hashtags;
  }

  private static List<String> readHashtags(JsonParser json) throws IOException {
    List<String> hashtags = List.of();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        if (name.equals("text") || name.equals("tag")) {
          hashtags = hashtags.isEmpty() ? new ArrayList<>(4) : hashtags;
          hashtags.add(json.getText());
        } else {
          json.skipChildren();
        }
      }
    }
    return hashtags;
  }
}
