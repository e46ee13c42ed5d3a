package io.github.happiesthashtags.benchmarks.inputs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the next status is. The shares are those of recordings of the sample stream of 2013
 * to 2018: a random sample of what people write.
 */
final class Composer {
  private static final double RETWEETS = 0.30;
  private static final double QUOTES = 0.05;
  private static final double REPLIES = 0.20;
  private static final double MENTIONS = 0.15;
  private static final double URLS = 0.20;
  private static final double TAGGED = 0.16;

  /** Of the tagged ones; a hashtag and a smile have 0.2 to 1.4 % of all. */
  private static final double SMILES_OF_TAGGED = 0.04;

  private static final double SMILES_OF_OTHERS = 0.02;
  private static final double OTHER_FEELINGS = 0.12;

  /** Of the smiling and the tagged: more than one. */
  private static final double MORE = 0.25;

  /** Too long for a {@code text}: v1.1's {@code extended_tweet}, v2's {@code note_tweet}. */
  private static final double LONG = 0.06;

  private static final int LONG_WORDS = 60;
  private static final int OLDEST_REFERENCE_MILLIS = 1_800_000;

  /** Names are made once for the popular hashtags, and again each time for the rest. */
  private static final int KEPT_HASHTAGS = 1 << 14;

  private static final int SNOWFLAKE_TIME_SHIFT = 22;
  private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;
  private static final int URL_COUNT = 512;

  private final Draws draws;
  private final boolean storm;
  private final Zipf hashtags;
  private final String[] names = new String[KEPT_HASHTAGS];
  private final User[] users = User.everyone();
  private final Piece[] urls = new Piece[URL_COUNT];
  private long count;

  Composer(Draws draws, boolean storm, int hashtagCount) {
    this.draws = draws;
    this.storm = storm;
    this.hashtags = new Zipf(hashtagCount);
    for (int i = 0; i < URL_COUNT; i++) {
      String key = Integer.toString(100_000_000 + i * 7_919, 36) + "AbCd";
      urls[i] = Piece.url(key, "example.com/stories/" + (1000 + i));
    }
  }

  Post next(long millis) {
    boolean lengthy = draws.chance(LONG);
    if (draws.chance(RETWEETS)) {
      Post original = compose(before(millis), lengthy, null);
      List<Piece> text = new ArrayList<>();
      text.add(Piece.word("RT "));
      text.add(original.author.mention());
      text.add(Piece.word(": "));
      text.addAll(original.text);
      return new Post(id(millis), millis, anyone(), original.language, text, 0, original, null);
    }
    Post quoted = draws.chance(QUOTES) ? compose(before(millis), false, null) : null;
    return compose(millis, lengthy, quoted);
  }

  User anyone() {
    return draws.pick(users);
  }

  Piece anyUrl() {
    return draws.pick(urls);
  }

  long before(long millis) {
    return millis - draws.between(1000, OLDEST_REFERENCE_MILLIS);
  }

  /** Ids carry their time; the low bits count, so that no two are the same. */
  long id(long millis) {
    return ((millis - SNOWFLAKE_EPOCH_MILLIS) << SNOWFLAKE_TIME_SHIFT)
        | (count++ & ((1L << SNOWFLAKE_TIME_SHIFT) - 1));
  }

  private Post compose(long millis, boolean lengthy, @Nullable Post quoted) {
    Words.Language language = language();
    boolean reply = draws.chance(REPLIES);
    List<Piece> text = new ArrayList<>();
    if (reply) {
      text.add(anyone().mention());
    }
    boolean tagged = storm || draws.chance(TAGGED);
    List<Piece> extras = extras(tagged);
    int words = lengthy ? LONG_WORDS : draws.between(3, 15);
    for (int word = 0; word < words; word++) {
      if (!extras.isEmpty() && draws.chance(lengthy ? 0.03 : 0.12)) {
        apart(text, extras.remove(extras.size() - 1));
      }
      if (!text.isEmpty()) {
        boolean afterWord = text.get(text.size() - 1).kind() == Piece.Kind.WORD;
        text.add(afterWord ? language.glue() : Words.blank());
      }
      text.add(draws.pick(language.words()));
      if (draws.chance(0.08)) {
        text.add(draws.pick(Words.PUNCTUATION));
      }
    }
    extras.forEach(extra -> apart(text, extra));
    return new Post(
        id(millis), millis, anyone(), language, text, reply ? id(before(millis)) : 0, null, quoted);
  }

  private List<Piece> extras(boolean tagged) {
    List<Piece> extras = new ArrayList<>(4);
    if (tagged) {
      for (int left = draws.chance(MORE) ? draws.between(2, 4) : 1; left > 0; left--) {
        extras.add(Piece.hashtag(Words.spelled(name(hashtags.draw(draws)), draws)));
      }
    }
    if (storm || draws.chance(tagged ? SMILES_OF_TAGGED : SMILES_OF_OTHERS)) {
      for (int left = draws.chance(MORE) ? 2 : 1; left > 0; left--) {
        extras.add(draws.below(extras.size() + 1), Words.SMILE);
      }
    }
    if (draws.chance(OTHER_FEELINGS)) {
      extras.add(draws.pick(Words.OTHER_FEELINGS));
    }
    if (draws.chance(MENTIONS)) {
      extras.add(anyone().mention());
    }
    if (draws.chance(URLS)) {
      extras.add(anyUrl());
    }
    return extras;
  }

  private static void apart(List<Piece> text, Piece extra) {
    if (!text.isEmpty()) {
      text.add(Words.blank());
    }
    text.add(extra);
  }

  private String name(int rank) {
    if (rank >= KEPT_HASHTAGS) {
      return Words.hashtag(rank);
    }
    String name = names[rank];
    if (name == null) {
      name = Words.hashtag(rank);
      names[rank] = name;
    }
    return name;
  }

  private Words.Language language() {
    double point = draws.fraction();
    for (Words.Language language : Words.LANGUAGES) {
      point -= language.share();
      if (point < 0) {
        return language;
      }
    }
    return Words.LANGUAGES.get(0);
  }
}
