package io.github.happiesthashtags.twitter.scan;

/**
 * Where a value is to be kept.
 *
 * @param owner the index of the tweet that it is of
 * @param slot of {@link TweetSpans}, or one of the ids, which are below zero
 */
record Target(int owner, int slot) {
  /** An id, which is read as a number; of other values only the place is noted. */
  static final int ID = -1;

  /** The id as a string, which takes precedence: a number may have lost digits. */
  static final int ID_STR = -2;

  /** The id of the first version of an edited tweet. */
  static final int FIRST_ID = -3;

  /** The value does not count. */
  static final Target NONE = new Target(-1, -1);
}
