package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a message says besides its text: who wrote it, with which program, and what the
 * API takes it to be about. Smiles and hashtags there must not count.
 */
final class Surroundings {
  /** With 1 % of the authors, 2 to 6 % of lines have a smile somewhere, as in recordings. */
  private static final int FEW_SMILING_AUTHORS = 4;

  private static final String[] CLIENTS = {
    "http://twitter.com/download/iphone|Twitter for iPhone",
    "http://twitter.com/download/android|Twitter for Android",
    "https://mobile.twitter.com|Twitter Web App",
    "https://example.com/bots|Smile &amp; Co. :)"
  };

  private static final String[] TOPICS = {
    "Coffee", "K-pop", "Football", "Photography", "Cats", "Weather", "Anime", "Travel"
  };

  /** Many authors, clients and topics with smiles, because a test wants them. */
  static final Surroundings TRICKY = new Surroundings(User.everyone(), clients(), topics(" :)"));

  /** Few authors with a smile, and no client or topic, as in recordings. */
  static final Surroundings RECORDED =
      new Surroundings(fewSmiling(User.everyone()), withoutSmile(clients()), topics(""));

  private final User[] authors;
  private final Map<Long, User> byId;
  private final byte[][] clients;
  private final byte[][] topics;

  private Surroundings(User[] authors, byte[][] clients, byte[][] topics) {
    this.authors = authors;
    this.byId = Arrays.stream(authors).collect(Collectors.toMap(User::id, author -> author));
    this.clients = clients;
    this.topics = topics;
  }

  User author(Dice dice) {
    return dice.pick(authors);
  }

  /** Returns the author with this id, or null. */
  @Nullable User author(long id) {
    return byId.get(id);
  }

  /** The member {@code source} of v1.1, which names the author's client. */
  byte[] client(Dice dice) {
    return dice.pick(clients);
  }

  /** The {@code context_annotations} of v2: bulky JSON that a reader has to skip. */
  byte[] topics(Dice dice) {
    return dice.pick(topics);
  }

  private static User[] fewSmiling(User[] authors) {
    List<User> few = new ArrayList<>();
    int smiling = 0;
    for (User author : authors) {
      if (!hasSmile(author.v1()) || smiling++ < FEW_SMILING_AUTHORS) {
        few.add(author);
      }
    }
    return few.toArray(User[]::new);
  }

  private static byte[][] withoutSmile(byte[][] members) {
    return Arrays.stream(members).filter(member -> !hasSmile(member)).toArray(byte[][]::new);
  }

  private static boolean hasSmile(byte[] json) {
    return new String(json, UTF_8).contains(":)");
  }

  private static byte[][] clients() {
    byte[][] clients = new byte[CLIENTS.length][];
    for (int i = 0; i < clients.length; i++) {
      int bar = CLIENTS[i].indexOf('|');
      String link =
          "<a href=\"%s\" rel=\"nofollow\">%s</a>"
              .formatted(CLIENTS[i].substring(0, bar), CLIENTS[i].substring(bar + 1));
      clients[i] = Json.asciiBetween("\",\"source\":\"", link, "\"");
    }
    return clients;
  }

  private static byte[][] topics(String ending) {
    byte[][] topics = new byte[TOPICS.length][];
    for (int i = 0; i < topics.length; i++) {
      long id = 847_868_745_150_119_936L + i * 65_537L;
      String interest =
          """
          {"domain":{"id":"66","name":"Interests and Hobbies Category","description":"A grouping of \
          interests like Novelty Food or Destinations"},"entity":{"id":"%d","name":"%s"}}"""
              .formatted(id, TOPICS[i]);
      String topic =
          """
          {"domain":{"id":"131","name":"Unified Twitter Taxonomy","description":"A taxonomy of \
          user interests. "},"entity":{"id":"%d","name":"%s","description":"All about #%s%s"}}"""
              .formatted(id + 1, TOPICS[i], TOPICS[i], ending);
      List<String> members = i % 2 == 0 ? List.of(interest, topic) : List.of(topic);
      topics[i] = Json.syntax("\"context_annotations\":[" + String.join(",", members) + "]");
    }
    return topics;
  }
}
