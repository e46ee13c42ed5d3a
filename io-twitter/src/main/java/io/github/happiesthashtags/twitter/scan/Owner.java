package io.github.happiesthashtags.twitter.scan;

/** The tweets of a line, by what they are to it. */
enum Owner {
  /** The line's own object, when it is a status itself. */
  TOP(0),
  /** A v2 message's {@code data}. */
  DATA(1),
  /** A v1.1 status's {@code retweeted_status}, or of v2 the reference to such a one. */
  RETWEETED(2),
  /** The one of {@code referenced_tweets} that is being read. */
  REFERENCE(3),
  /** The one of {@code includes.tweets} that is being read; all tweets behind are such, too. */
  INCLUDED(4);

  private final int index;

  Owner(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }
}
