package io.github.happiesthashtags.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A reader of its own for the question whether a v2 message has a hashtag and a smile. */
final class Happiness {
  private static final List<String> SMILES =
      List.of(
          ":)", ":-)", ":D", ":-D", "=)", ":]", "(:", "(-:", "^_^", "😀", "😃", "😄", "😁", "😆",
          "😅", "🤣", "😂", "🙂", "🙃", "🫠", "😉", "😊", "😇", "\u263A", "😎");

  private Happiness() {}

  static boolean isHappy(JsonNode message) {
    JsonNode tweet = message.get("data");
    if (tweet.at("/referenced_tweets/0/type").asText().equals("retweeted")) {
      tweet = message.at("/includes/tweets/0");
    }
    JsonNode source = tweet.has("note_tweet") ? tweet.get("note_tweet") : tweet;
    return !source.at("/entities/hashtags").isMissingNode()
        && hasSmile(source.get("text").asText());
  }

  private static boolean hasSmile(String text) {
    // Shaking and nodding heads start with a smile but are emoji of their own.
    String smiles = text.replace("🙂\u200D\u2194\uFE0F", "").replace("🙂\u200D\u2195\uFE0F", "");
    return SMILES.stream().anyMatch(smiles::contains);
  }
}
