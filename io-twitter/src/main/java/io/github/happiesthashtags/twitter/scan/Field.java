package io.github.happiesthashtags.twitter.scan;

/** The fields that decide what is counted, named as in JSON; all others are {@link #OTHER}. */
enum Field {
  CREATED_AT,
  DATA,
  ENTITIES,
  EXTENDED_TWEET,
  FULL_TEXT,
  HASHTAGS,
  ID,
  INCLUDES,
  LANG,
  NOTE_TWEET,
  REFERENCED_TWEETS,
  RETWEETED_STATUS,
  TEXT,
  TIMESTAMP_MS,
  TWEETS,
  TYPE,
  OTHER;

  private final int bit;

  @SuppressWarnings("EnumOrdinal") // Any number of its own will do.
  Field() {
    this.bit = 1 << ordinal();
  }

  /** This field in a set of fields. */
  int bit() {
    return bit;
  }
}
