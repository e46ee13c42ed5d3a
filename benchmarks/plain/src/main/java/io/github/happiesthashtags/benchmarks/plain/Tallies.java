package io.github.happiesthashtags.benchmarks.plain;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Smiles and tweets of each hashtag of each fixed window of event time. Mutable, and not
 * thread-safe.
 *
 * <p>It counts what comes: unlike the project's pipeline it does not look for copies of a tweet,
 * and recordings made here have none.
 */
public final class Tallies implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The hour of the event-time job. */
  public static final long WINDOW_MILLIS = 3_600_000;

  /** The rows of a leaderboard. */
  public static final int TOP = 10;

  private static final Comparator<Ranked> ORDER =
      Comparator.comparingLong(Ranked::smiles).reversed().thenComparing(Ranked::hashtag);

  /** Of one hashtag in one window. */
  private static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private long smiles;
    private long tweets;
  }

  /** One row of a leaderboard. */
  public record Ranked(String hashtag, long smiles, long tweets) implements Serializable {}

  private final HashMap<Long, HashMap<String, Counts>> byWindow = new HashMap<>();

  /** The start of the window that an event falls into. */
  public static long windowOf(long millis) {
    return millis - Math.floorMod(millis, WINDOW_MILLIS);
  }

  public boolean isEmpty() {
    return byWindow.isEmpty();
  }

  public void add(HappyTweet tweet) {
    long window = windowOf(tweet.millis());
    for (String hashtag : tweet.hashtags()) {
      add(window, hashtag, tweet.smiles(), 1);
    }
  }

  public void add(long window, String hashtag, long smiles, long tweets) {
    Counts counts =
        byWindow
            .computeIfAbsent(window, start -> new HashMap<>())
            .computeIfAbsent(hashtag, name -> new Counts());
    counts.smiles += smiles;
    counts.tweets += tweets;
  }

  /** Takes over what the other one counted. */
  public void merge(Tallies other) {
    other.byWindow.forEach(
        (window, hashtags) ->
            hashtags.forEach(
                (hashtag, counts) -> add(window, hashtag, counts.smiles, counts.tweets)));
  }

  /** Hands over the windows that start before the given time, each by itself, and forgets them. */
  public Map<Long, Tallies> removeBefore(long millis) {
    Map<Long, Tallies> removed = new HashMap<>();
    byWindow
        .entrySet()
        .removeIf(
            entry -> {
              boolean ended = entry.getKey() < millis;
              if (ended) {
                Tallies window = new Tallies();
                window.byWindow.put(entry.getKey(), entry.getValue());
                removed.put(entry.getKey(), window);
              }
              return ended;
            });
    return removed;
  }

  /** The starts of the windows that something was counted in. */
  public Set<Long> windows() {
    return byWindow.keySet();
  }

  /** The best hashtags of a window, best first. */
  public List<Ranked> top(long window) {
    return rows(window).sorted(ORDER).limit(TOP).toList();
  }

  /** All hashtags of a window, in no order. */
  public List<Ranked> all(long window) {
    return rows(window).toList();
  }

  private Stream<Ranked> rows(long window) {
    Map<String, Counts> hashtags = byWindow.getOrDefault(window, new HashMap<>());
    return hashtags.entrySet().stream()
        .map(e -> new Ranked(e.getKey(), e.getValue().smiles, e.getValue().tweets));
  }
}
