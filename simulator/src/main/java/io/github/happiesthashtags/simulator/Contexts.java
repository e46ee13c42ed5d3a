package io.github.happiesthashtags.simulator;

import java.util.List;

/** The {@code context_annotations} of v2: bulky JSON that a reader has to skip. */
final class Contexts {
  static final double SHARE = 0.08;

  private static final String[] TOPICS = {
    "Coffee", "K-pop", "Football", "Photography", "Cats", "Weather", "Anime", "Travel"
  };

  private static final byte[][] ALL = all();

  private Contexts() {}

  static byte[] any(Dice dice) {
    return dice.pick(ALL);
  }

  private static byte[][] all() {
    byte[][] all = new byte[TOPICS.length][];
    for (int i = 0; i < all.length; i++) {
      long id = 847_868_745_150_119_936L + i * 65_537L;
      String interest =
          """
          {"domain":{"id":"66","name":"Interests and Hobbies Category","description":"A grouping of \
          interests like Novelty Food or Destinations"},"entity":{"id":"%d","name":"%s"}}"""
              .formatted(id, TOPICS[i]);
      String topic =
          """
          {"domain":{"id":"131","name":"Unified Twitter Taxonomy","description":"A taxonomy of \
          user interests. "},"entity":{"id":"%d","name":"%s","description":"All about #%s :)"}}"""
              .formatted(id + 1, TOPICS[i], TOPICS[i]);
      List<String> members = i % 2 == 0 ? List.of(interest, topic) : List.of(topic);
      all[i] = Json.syntax(",\"context_annotations\":[" + String.join(",", members) + "]");
    }
    return all;
  }
}
