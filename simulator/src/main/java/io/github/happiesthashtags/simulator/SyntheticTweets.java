package io.github.happiesthashtags.simulator;

/**
 * A generator of realistic statuses, reproducible from the seed and the event times.
 *
 * <pre>{@code
 * SyntheticTweets tweets = SyntheticTweets.withSeed(42).withHappyShare(0.25);
 * byte[] line = tweets.nextV2(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli());
 * }</pre>
 *
 * <h2>What is realistic</h2>
 *
 * <ul>
 *   <li>Fifteen languages and several scripts; hashtags by Zipf's law, in several spellings, with
 *       trends that grow and fade over event time.
 *   <li>About 30 % retweets with a text that is cut off, some quotes and replies, 3 % long notes
 *       ({@code note_tweet} in v2, {@code extended_tweet} in v1.1), links, mentions and escaped
 *       ampersands.
 *   <li>Smiles as emoticons and emoji, and emoji that only look like smiles: a shaking head is a
 *       smile, a joiner and an arrow. Names and profiles contain smiles and hashtags that must not
 *       count.
 *   <li>Ids carry the event time, as real ones do: {@code (id >> 22) + 1288834974657} milliseconds.
 * </ul>
 *
 * <h2>What is not</h2>
 *
 * Texts are random words, all users are made up, and every link leads to example.com.
 *
 * <p>Not thread-safe.
 */
public final class SyntheticTweets {
  /**
   * The share of happy statuses. Recordings of the sample stream have 0.2 to 1.4 %; this is the
   * upper end, so that short streams have some.
   */
  static final double REALISTIC_HAPPY_SHARE = 0.014;

  /** The earliest event time, in milliseconds: older statuses have ids that carry no time. */
  static final long FIRST_MILLIS = Snowflakes.EPOCH_MILLIS + 2L * Composer.OLDEST_REFERENCE_MILLIS;

  private static final double NOTE_SHARE = 0.03;
  private static final int LONGEST_NOTE = 900;

  /**
   * The share of v1.1 texts that are truncated: about a fifth since texts can have 280 characters.
   */
  private static final double EXTENDED_SHARE = 0.2;

  private static final int LONGEST_EXTENDED = 240;

  /** The share of delete notices; recordings have 11 to 14 %. */
  private static final double DELETE_SHARE = 0.125;

  private final TweetOptions options;
  private final Dice dice;
  private final Composer composer;
  private final JsonBuffer buffer = new JsonBuffer();
  private final V1Writer v1;
  private final V2Writer v2;
  private long latestId;

  private SyntheticTweets(TweetOptions options) {
    this.options = options;
    this.composer = new Composer(options);
    this.dice = composer.dice();
    this.v1 = new V1Writer(dice, composer.surroundings(), buffer);
    this.v2 = new V2Writer(dice, composer.surroundings(), buffer);
  }

  /** Returns a generator in which 1.4 % of the statuses have both a hashtag and a smile. */
  public static SyntheticTweets withSeed(long seed) {
    return new SyntheticTweets(new TweetOptions(seed, REALISTIC_HAPPY_SHARE, 0, false));
  }

  /**
   * Returns a new generator with the same seed and another share of happy statuses.
   *
   * @param happyShare the share of statuses with both a hashtag and a smile, from 0 to 1; in a
   *     storm it is 1
   * @throws IllegalArgumentException if the share is not between 0 and 1
   */
  public SyntheticTweets withHappyShare(double happyShare) {
    return new SyntheticTweets(options.withHappyShare(happyShare));
  }

  /**
   * Returns a new generator with the same seed and this number of hashtags, by Zipf's law at any
   * time, for measurements. All ways to fold case agree on their names.
   *
   * @param count how many, from 1 to 10 million, each of which takes 8 bytes of memory
   * @throws IllegalArgumentException if the count is out of range
   */
  public SyntheticTweets withHashtags(int count) {
    return new SyntheticTweets(options.withHashtags(count));
  }

  /**
   * Returns a new generator with the same seed and smiles as in recordings of the sample stream:
   * happy statuses smile with {@code :)}, few authors do, and their clients do not. With a happy
   * share of 0.6 %, 2 % of the texts and 2 to 6 % of the lines then have a {@code :)}.
   */
  public SyntheticTweets withSmilesAsRecorded() {
    return new SyntheticTweets(options.withSmilesAsRecorded());
  }

  /**
   * Returns the next status as a message of an X API v2 stream: an object with {@code data}, {@code
   * matching_rules} and, for retweets and quotes, {@code includes}.
   *
   * @param eventTimeMillis when it was created, in milliseconds of the Unix epoch
   * @return raw UTF-8 without a line end, about 0.9 KB on average
   * @throws IllegalArgumentException if ids can't carry that time (before November 2010, or after
   *     2080)
   */
  public byte[] nextV2(long eventTimeMillis) {
    return nextWhole(eventTimeMillis).select(PostSelection.RECORDED);
  }

  /** Returns the next status of v2 with all that a query can ask for. */
  PostParts nextWhole(long eventTimeMillis) {
    SimulatedTweet status =
        next(eventTimeMillis, NOTE_SHARE, V2Writer.TEXT_LIMIT + 1, LONGEST_NOTE);
    v2.write(status);
    return buffer.toParts();
  }

  /**
   * Returns the next message of a v1.1 stream: a status or, one time in eight, a {@code delete}
   * notice.
   *
   * @param eventTimeMillis when it was created, in milliseconds of the Unix epoch
   * @return ASCII without a line end, other characters escaped; about 3.4 KB a status on average
   * @throws IllegalArgumentException if ids can't carry that time (before November 2010, or after
   *     2080)
   */
  public byte[] nextV1(long eventTimeMillis) {
    if (dice.chance(DELETE_SHARE)) {
      checkTime(eventTimeMillis);
      buffer.clear();
      latestId = 0;
      long age = dice.between(1000, Composer.OLDEST_REFERENCE_MILLIS);
      long id = composer.ids().next(eventTimeMillis - age);
      v1.writeDelete(id, composer.anyone(), eventTimeMillis);
    } else {
      v1.write(next(eventTimeMillis, EXTENDED_SHARE, V1Writer.TEXT_LIMIT + 1, LONGEST_EXTENDED));
    }
    return buffer.toBytes();
  }

  private SimulatedTweet next(long eventTimeMillis, double longShare, int longFrom, int longTo) {
    checkTime(eventTimeMillis);
    buffer.clear();
    SimulatedTweet status = composer.next(eventTimeMillis, longShare, longFrom, longTo);
    latestId = status.own().id;
    return status;
  }

  /**
   * Returns the id of the status in the latest message; 0 before the first message, and after a
   * {@code delete} notice.
   */
  public long latestId() {
    return latestId;
  }

  private static void checkTime(long eventTimeMillis) {
    if (eventTimeMillis < FIRST_MILLIS || eventTimeMillis > Snowflakes.LAST_MILLIS) {
      throw new IllegalArgumentException(
          "eventTimeMillis is %d: ids carry times from %d to %d, in milliseconds of the Unix epoch"
              .formatted(eventTimeMillis, FIRST_MILLIS, Snowflakes.LAST_MILLIS));
    }
  }
}
