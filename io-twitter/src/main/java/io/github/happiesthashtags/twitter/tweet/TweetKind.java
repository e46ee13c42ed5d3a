package io.github.happiesthashtags.twitter.tweet;

/** What a tweet is to other tweets. In rows it is the constant's name. */
public enum TweetKind {
  /** Neither of the others. */
  ORIGINAL,
  /** Answers a tweet or an account; it may quote a tweet too. */
  REPLY,
  /** Quotes a tweet, and answers none. */
  QUOTE,
  /** Repeats a tweet, without words of its own. */
  RETWEET
}
