package io.github.happiesthashtags.simulator;

/**
 * What {@link SyntheticTweets} makes.
 *
 * @param happyShare the share of statuses with both a hashtag and a smile
 * @param hashtagCount how many hashtags for measurements; 0 for the trends of the vocabulary
 * @param smilesAsRecorded whether smiles are as in recordings, rather than as tests want them
 */
record TweetOptions(long seed, double happyShare, int hashtagCount, boolean smilesAsRecorded) {
  private static final int MOST_HASHTAGS = 10_000_000;

  TweetOptions withHappyShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "happyShare is " + share + ": give a share from 0 to 1, such as 0.25");
    }
    return new TweetOptions(seed, share, hashtagCount, smilesAsRecorded);
  }

  TweetOptions withHashtags(int count) {
    if (count < 1 || count > MOST_HASHTAGS) {
      throw new IllegalArgumentException(
          "hashtags is " + count + ": give a number from 1 to " + MOST_HASHTAGS);
    }
    return new TweetOptions(seed, happyShare, count, smilesAsRecorded);
  }

  TweetOptions withSmilesAsRecorded() {
    return new TweetOptions(seed, happyShare, hashtagCount, true);
  }
}
