package io.github.happiesthashtags.twitter.scan;

/** What an object or array is, and so which of its members count. */
enum Shape {
  /** The line's own object: a message, or a status itself. */
  ENVELOPE('}'),
  TWEET('}'),
  /** A tweet in a tweet: what it refers to in turn does not count. */
  INNER_TWEET('}'),
  EXTENDED('}'),
  NOTE('}'),
  ENTITIES('}'),
  /** The versions of a v1.1 status. */
  EDIT_HISTORY('}'),
  INCLUDES('}'),
  HASHTAGS(']'),
  /** The ids of a v2 tweet's versions. */
  VERSIONS(']'),
  REFERENCES(']'),
  INCLUDED_TWEETS(']'),
  OTHER_OBJECT('}'),
  OTHER_ARRAY(']');

  private final char closer;

  Shape(char closer) {
    this.closer = closer;
  }

  /** The bracket or brace that ends it. */
  char closer() {
    return closer;
  }

  boolean isArray() {
    return closer == ']';
  }
}
