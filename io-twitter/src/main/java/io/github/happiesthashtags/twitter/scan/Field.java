package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The fields that decide what is counted, named as in JSON; all others are {@link #OTHER}. */
enum Field {
  CREATED_AT,
  DATA,
  EDIT_HISTORY,
  EDIT_HISTORY_TWEET_IDS,
  ENTITIES,
  EXTENDED_TWEET,
  FULL_TEXT,
  HASHTAGS,
  ID,
  ID_STR,
  INCLUDES,
  INITIAL_TWEET_ID,
  LANG,
  NOTE_TWEET,
  REFERENCED_TWEETS,
  RETWEETED_STATUS,
  TEXT,
  TIMESTAMP_MS,
  TWEETS,
  TYPE,
  OTHER;

  private static final Map<String, Field> BY_NAME =
      Stream.of(values())
          .filter(field -> field != OTHER)
          .collect(toUnmodifiableMap(field -> field.name().toLowerCase(Locale.ROOT), f -> f));

  private final int bit;

  @SuppressWarnings("EnumOrdinal") // Any number of its own will do.
  Field() {
    this.bit = 1 << ordinal();
  }

  /** This field in a set of fields. */
  int bit() {
    return bit;
  }

  /** The field that a name in ASCII stands for. */
  static Field named(byte[] line, int from, int to) {
    return BY_NAME.getOrDefault(new String(line, from, to - from, US_ASCII), OTHER);
  }
}
