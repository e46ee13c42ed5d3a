package io.github.happiesthashtags.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The choice of hashtags. Most follow Zipf's law; the rest belong to a trend, which grows for one
 * period of event time and fades in the next. Trends depend on the seed and the event time alone,
 * so a late status follows the trends of its own time.
 */
final class HashtagTrends implements Hashtags {
  private static final long PERIOD_MILLIS = 90_000;
  private static final double TREND_SHARE = 0.4;
  private static final double LOCAL_SHARE = 0.65;

  /** How a trend period divides its statuses among its hashtags, by rank. */
  private static final int[] TREND_RANKS = {0, 0, 0, 0, 1, 1, 2, 3};

  /** How many of the most popular hashtags can become a trend. */
  private static final int TREND_CANDIDATES = 60;

  private static final String[] PREFIXES = {
    "Happy", "Good", "Best", "Love", "My", "New", "Big", "World", "Team", "Daily", "Tiny", "Free"
  };

  /** A hashtag's spellings; the first is the usual one. */
  private record Tag(List<Fragment> spellings) {
    Fragment pick(Dice dice) {
      return spellings.get(dice.chance(0.75) ? 0 : dice.below(spellings.size()));
    }
  }

  private record Pool(List<Tag> tags, PickTable<Tag> table) {
    static Pool of(List<Tag> tags) {
      return new Pool(tags, PickTable.zipf(tags));
    }
  }

  /** Made once: the pools are the same for every seed and expensive to make. */
  private static final Map<String, Pool> POOLS = pools();

  private static final Pool EVERYWHERE = pool(Vocabulary.EVERY_LANGUAGE);

  private final long seed;

  HashtagTrends(long seed) {
    this.seed = Dice.mix(seed ^ 0x7A67_7472_656E_6473L);
  }

  @Override
  public Fragment pick(Language language, long eventTimeMillis, Dice dice) {
    Pool pool = dice.chance(LOCAL_SHARE) ? pool(language.code()) : EVERYWHERE;
    Tag tag =
        dice.chance(TREND_SHARE) ? trending(pool, eventTimeMillis, dice) : pool.table().pick(dice);
    return tag.pick(dice);
  }

  private Tag trending(Pool pool, long eventTimeMillis, Dice dice) {
    long period = Math.floorDiv(eventTimeMillis, PERIOD_MILLIS);
    double grown = (double) Math.floorMod(eventTimeMillis, PERIOD_MILLIS) / PERIOD_MILLIS;
    long born = dice.chance(grown) ? period : period - 1;
    int rank = TREND_RANKS[dice.below(TREND_RANKS.length)];
    long draw = Dice.mix(seed + born * 31 + rank);
    int candidates = Math.min(TREND_CANDIDATES, pool.tags().size());
    return pool.tags().get((int) Long.remainderUnsigned(draw, candidates));
  }

  private static Pool pool(String language) {
    Pool pool = POOLS.get(language);
    return pool == null ? EVERYWHERE : pool;
  }

  private static Map<String, Pool> pools() {
    Map<String, Pool> pools = new HashMap<>();
    Vocabulary.hashtags()
        .forEach(
            (language, names) -> {
              List<Tag> tags = new ArrayList<>();
              names.forEach(name -> tags.add(tag(name)));
              if (language.equals(Vocabulary.EVERY_LANGUAGE)) {
                addLongTail(names, tags);
              }
              pools.put(language, Pool.of(tags));
            });
    return Map.copyOf(pools);
  }

  /** Adds hundreds of rare hashtags, because real lists are long and end in ties. */
  private static void addLongTail(List<String> names, List<Tag> tags) {
    for (String prefix : PREFIXES) {
      for (String name : names) {
        tags.add(tag(prefix + name));
      }
    }
  }

  private static Tag tag(String name) {
    List<Fragment> spellings = new ArrayList<>();
    for (String spelling : Vocabulary.spellings(name)) {
      spellings.add(Fragment.hashtag("#", spelling));
    }
    if (Character.UnicodeScript.of(name.codePointAt(0)) != Character.UnicodeScript.LATIN) {
      spellings.add(Fragment.hashtag("\uFF03", name));
    }
    return new Tag(List.copyOf(spellings));
  }
}
