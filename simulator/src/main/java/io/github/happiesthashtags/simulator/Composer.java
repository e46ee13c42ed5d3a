package io.github.happiesthashtags.simulator;

import java.util.List;

/**
 * The author of the next status: its kind, its author and its text. Every choice depends on the
 * dice and the event time alone, so a seed always gives the same stream.
 */
final class Composer {
  /** The most that a retweeted or quoted status is older than the status that carries it. */
  static final int OLDEST_REFERENCE_MILLIS = 30 * 60 * 1000;

  private static final double RETWEET_SHARE = 0.30;
  private static final double QUOTE_SHARE = 0.04;
  private static final double REPLY_SHARE = 0.15;
  private static final double HASHTAG_SHARE_OF_THE_REST = 0.16;
  private static final double SMILE_SHARE_OF_THE_REST = 0.08;

  /**
   * The share of retweets that repeat a status of their own stream; the others repeat a new one.
   */
  private static final double KNOWN_SHARE = 0.5;

  private static final int MOST_EXTRAS = 10;
  private static final Fragment SPACE = Fragment.plain(" ");
  private static final Fragment LINE_BREAK = Fragment.plain("\n");
  private static final Fragment[] PUNCTUATION = {
    Fragment.plain("."), Fragment.plain("!"), Fragment.plain("?"), Fragment.plain(",")
  };

  private static final PickTable<Language> LANGUAGES = Vocabulary.languages();
  private static final PickTable<Fragment> SMILES = Vocabulary.smiles();
  private static final PickTable<Fragment> COMMON_SMILE =
      PickTable.weighted(List.of(Fragment.plain(":)")), new double[] {1});
  private static final Fragment[] OTHER_FEELINGS = Vocabulary.otherFeelings();
  private static final Fragment[] HTML_ENTITIES = Vocabulary.htmlEntities();
  private static final Fragment[] URLS = Vocabulary.urls();

  private final Dice dice;
  private final Hashtags hashtags;
  private final Snowflakes ids;
  private final double happyShare;
  private final PickTable<Fragment> happySmiles;
  private final Surroundings surroundings;
  private final RecentDrafts happy;
  private final RecentDrafts others;
  private final Draft retweet;
  private final Fragment[] extras = new Fragment[MOST_EXTRAS];
  private int extraCount;
  private int smileAt;
  private int smileRun;

  Composer(TweetOptions options) {
    this.dice = new Dice(options.seed());
    this.hashtags =
        options.hashtagCount() == 0
            ? new HashtagTrends(options.seed())
            : new NumberedHashtags(options.hashtagCount());
    this.ids = new Snowflakes(dice.next());
    this.happyShare = options.happyShare();
    this.happySmiles = options.smilesAsRecorded() ? COMMON_SMILE : SMILES;
    this.surroundings = options.smilesAsRecorded() ? Surroundings.RECORDED : Surroundings.TRICKY;
    this.happy = new RecentDrafts(this::blank);
    this.others = new RecentDrafts(this::blank);
    this.retweet = blank();
  }

  Dice dice() {
    return dice;
  }

  Snowflakes ids() {
    return ids;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  User anyone() {
    return surroundings.author(dice);
  }

  static Fragment anyUrl(Dice dice) {
    return dice.pick(URLS);
  }

  /**
   * Returns the next status.
   *
   * @param longShare the share of texts longer than {@code longFrom}
   * @param longFrom in code points
   * @param longTo approximately, in code points
   */
  SimulatedTweet next(long eventTimeMillis, double longShare, int longFrom, int longTo) {
    boolean smiling = dice.chance(happyShare);
    int length = dice.chance(longShare) ? dice.between(longFrom, longTo) : 0;
    if (dice.chance(RETWEET_SHARE)) {
      Draft original = reference(eventTimeMillis, smiling, length);
      retweet.id = ids.next(eventTimeMillis);
      retweet.millis = eventTimeMillis;
      retweet.author = anyone();
      retweet.language = dice.chance(0.95) ? original.language : LANGUAGES.pick(dice);
      return new SimulatedTweet(retweet, original, null);
    }
    if (dice.chance(QUOTE_SHARE)) {
      Draft quoted = reference(eventTimeMillis, dice.chance(0.5), 0);
      return new SimulatedTweet(compose(eventTimeMillis, smiling, length), null, quoted);
    }
    return new SimulatedTweet(compose(eventTimeMillis, smiling, length), null, null);
  }

  private Draft reference(long eventTimeMillis, boolean smiling, int length) {
    if (dice.chance(KNOWN_SHARE)) {
      Draft known = (smiling ? happy : others).any(dice);
      if (known.millis < eventTimeMillis
          && known.millis >= eventTimeMillis - OLDEST_REFERENCE_MILLIS) {
        return known;
      }
    }
    return compose(eventTimeMillis - dice.between(1000, OLDEST_REFERENCE_MILLIS), smiling, length);
  }

  private Draft compose(long millis, boolean smiling, int minimumLength) {
    Draft draft = (smiling ? happy : others).oldest();
    draft.id = ids.next(millis);
    draft.millis = millis;
    draft.author = anyone();
    draft.language = LANGUAGES.pick(dice);
    draft.repliedToId = 0;
    draft.repliedTo = null;
    draft.tokens.clear();
    chooseExtras(draft, smiling);
    if (dice.chance(REPLY_SHARE)) {
      draft.repliedToId = ids.next(millis - dice.between(1000, OLDEST_REFERENCE_MILLIS / 2));
      User answered = anyone();
      draft.repliedTo = answered;
      append(draft, answered.mention());
    }
    write(draft, minimumLength);
    return draft;
  }

  private void chooseExtras(Draft draft, boolean smiling) {
    boolean tagged = smiling || dice.chance(HASHTAG_SHARE_OF_THE_REST);
    extraCount = 0;
    smileAt = -1;
    if (tagged) {
      for (int left = dice.chance(0.6) ? 1 : dice.between(2, 4); left > 0; left--) {
        extras[extraCount++] = hashtags.pick(draft.language, draft.millis, dice);
      }
    }
    if (dice.chance(0.15)) {
      extras[extraCount++] = dice.pick(OTHER_FEELINGS);
    }
    if (dice.chance(0.05)) {
      extras[extraCount++] = dice.pick(HTML_ENTITIES);
    }
    if (dice.chance(0.08)) {
      extras[extraCount++] = anyone().mention();
    }
    if (smiling || (!tagged && dice.chance(SMILE_SHARE_OF_THE_REST))) {
      // The smile may take any place among the extras, so that hashtags come before and after it.
      smileAt = dice.below(extraCount + 1);
      extras[extraCount++] = extras[smileAt];
      extras[smileAt] = (smiling ? happySmiles : SMILES).pick(dice);
      smileRun = dice.chance(0.75) ? 1 : dice.between(2, 4);
    }
    if (dice.chance(0.14)) {
      extras[extraCount++] = anyUrl(dice);
    }
  }

  /** Writes words with the extras at random places, and the remaining extras at the end. */
  private void write(Draft draft, int minimumLength) {
    int words = dice.between(4, 18);
    int extra = 0;
    for (int word = 0; word < words || draft.tokens.codePoints() < minimumLength; word++) {
      if (extra < extraCount && dice.chance(minimumLength > 0 ? 0.02 : 0.12)) {
        appendExtra(draft, extra++);
      }
      append(draft, dice.pick(draft.language.words()));
      if (dice.chance(0.08)) {
        draft.tokens.add(dice.pick(PUNCTUATION));
      }
    }
    while (extra < extraCount) {
      appendExtra(draft, extra++);
    }
  }

  private void appendExtra(Draft draft, int extra) {
    append(draft, extras[extra]);
    if (extra == smileAt) {
      for (int more = smileRun - 1; more > 0; more--) {
        draft.tokens.add(extras[extra]);
      }
    }
  }

  private void append(Draft draft, Fragment fragment) {
    Tokens tokens = draft.tokens;
    if (tokens.size() > 0 && !isGlued(draft.language, tokens.last(), fragment)) {
      tokens.add(dice.chance(0.03) ? LINE_BREAK : SPACE);
    }
    tokens.add(fragment);
  }

  /**
   * Returns whether the fragment follows without a space. Hashtags, mentions and links never do:
   * the API would not recognize them as entities.
   */
  private boolean isGlued(Language language, Fragment before, Fragment fragment) {
    return switch (fragment.kind()) {
      case PLAIN -> !language.spaced() && before.kind() == Fragment.Kind.PLAIN;
      case EMOJI -> before.kind() != Fragment.Kind.URL && dice.chance(0.3);
      case HASHTAG, MENTION, URL -> false;
    };
  }

  private Draft blank() {
    return new Draft(anyone(), LANGUAGES.pick(dice));
  }
}
