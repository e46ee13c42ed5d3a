package io.github.happiesthashtags.twitter.scan;

/**
 * Where a value is to be kept.
 *
 * @param owner the index of the tweet that it is of
 * @param slot of {@link TweetSpans}, or {@link #ID}
 */
record Target(int owner, int slot) {
  /** The value is read as a number, instead of being noted where it stands. */
  static final int ID = -1;

  /** The value does not count. */
  static final Target NONE = new Target(-1, -1);
}
