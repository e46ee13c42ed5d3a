package io.github.happiesthashtags.simulator;

import java.util.Arrays;
import java.util.Locale;

/**
 * As many hashtags as a measurement wants, by Zipf's law: the n-th comes 1/n times as often as the
 * first, at any time and in any language.
 *
 * <p>Their names are of letters below the surrogates that every way to fold case treats alike. So
 * programs without ICU, which compare strings as their language does, find the same hashtags in the
 * same order.
 */
final class NumberedHashtags implements Hashtags {
  private static final String[] STEMS = {
    "MondayMotivation",
    "Happy",
    "GoodMorning",
    "Love",
    "TBT",
    "NowPlaying",
    "幸せ",
    "Photography",
    "Music",
    "Friends",
    "Coffee",
    "행복",
    "TeamFollowBack",
    "Gameinsight",
    "Sunday",
    "سعادة",
    "Travel",
    "JobAlert",
    "Peace",
    "Sunset",
    "счастье",
    "Food",
    "Feliz",
    "Cats",
    "猫",
    "Android",
    "Art",
    "Fashion",
    "Nature",
    "아침",
    "Football",
    "Smile"
  };

  private final double[] cumulated;

  NumberedHashtags(int count) {
    cumulated = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
  }

  @Override
  public Fragment pick(Language language, long eventTimeMillis, Dice dice) {
    return Fragment.hashtag("#", spelled(name(rank(dice)), dice));
  }

  private int rank(Dice dice) {
    double point = dice.fraction() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, point);
    return found >= 0 ? Math.min(found + 1, cumulated.length - 1) : -found - 1;
  }

  /** The name of the hashtag of one rank of popularity, from 0. */
  static String name(int rank) {
    String stem = STEMS[rank % STEMS.length];
    return rank < STEMS.length ? stem : stem + rank / STEMS.length;
  }

  /** One of the ways in which people write a hashtag. */
  static String spelled(String name, Dice dice) {
    double spelling = dice.fraction();
    if (spelling < 0.15) {
      return name.toLowerCase(Locale.ROOT);
    }
    return spelling < 0.25 ? name.toUpperCase(Locale.ROOT) : name;
  }
}
