package io.github.happiesthashtags.twitter.scan;

import io.github.happiesthashtags.twitter.scan.Place.Form;
import io.github.happiesthashtags.twitter.scan.StatusScanner.Span;
import io.github.happiesthashtags.twitter.scan.Step.Target;

/**
 * What is known of a line's tweets, above all where their fields stand: a few arrays for all of
 * them, and a word of bits for what is there, which is all that has to be cleared.
 */
final class TweetSpans {
  /** Spans of a tweet, as slots. */
  static final int TIMESTAMP_MS = 0;

  static final int CREATED_AT = 1;
  static final int LANG = 2;
  static final int REFERENCE_TYPE = 3;
  private static final int TEXTS = 4;
  private static final int HASHTAGS = 8;
  private static final int SLOTS = 12;

  // Behind the bits of the slots.
  private static final int ENTITIES = SLOTS;
  private static final int RETWEET = 16;
  private static final int ID_STR = 17;

  private final int[] bits;
  private final int[] from;
  private final int[] to;
  private final long[] ids;
  private final long[] firstIds;

  TweetSpans(int tweets) {
    bits = new int[tweets];
    from = new int[tweets * SLOTS];
    to = new int[tweets * SLOTS];
    ids = new long[tweets];
    firstIds = new long[tweets];
  }

  static int textOf(Form form) {
    return TEXTS + form.index();
  }

  static int hashtagsOf(Form form) {
    return HASHTAGS + form.index();
  }

  void clear(int tweet) {
    bits[tweet] = 0;
    ids[tweet] = 0;
    firstIds[tweet] = 0;
  }

  private boolean isSet(int tweet, int bit) {
    return (bits[tweet] & 1 << bit) != 0;
  }

  private void setBit(int tweet, int bit) {
    bits[tweet] |= 1 << bit;
  }

  void set(int tweet, int slot, int first, int behind) {
    setBit(tweet, slot);
    from[tweet * SLOTS + slot] = first;
    to[tweet * SLOTS + slot] = behind;
  }

  boolean has(int tweet, int slot) {
    return isSet(tweet, slot);
  }

  void read(int tweet, int slot, Span into) {
    if (has(tweet, slot)) {
      into.set(from[tweet * SLOTS + slot], to[tweet * SLOTS + slot]);
    } else {
      into.clear();
    }
  }

  /** 0 if there is none: ids are above it. */
  long id(int tweet) {
    return ids[tweet];
  }

  /** The id of the first version; 0 if there is no history of edits. */
  long firstId(int tweet) {
    return firstIds[tweet];
  }

  /**
   * Takes an id.
   *
   * @param slot which of the ids of {@link Target}
   */
  void setId(int tweet, int slot, long id) {
    if (slot == Target.FIRST_ID) {
      firstIds[tweet] = id;
    } else if (slot == Target.ID_STR) {
      ids[tweet] = id;
      setBit(tweet, ID_STR);
    } else if (!isSet(tweet, ID_STR)) {
      ids[tweet] = id;
    }
  }

  boolean isRetweet(int tweet) {
    return isSet(tweet, RETWEET);
  }

  void setRetweet(int tweet) {
    setBit(tweet, RETWEET);
  }

  void setEntities(int tweet, Form form) {
    setBit(tweet, ENTITIES + form.index());
  }

  boolean hasText(int tweet) {
    return has(tweet, textOf(longest(tweet)));
  }

  /** The longest form of the text that is there. */
  private Form longest(int tweet) {
    if (has(tweet, textOf(Form.NOTE))) {
      return Form.NOTE;
    }
    if (has(tweet, textOf(Form.EXTENDED))) {
      return Form.EXTENDED;
    }
    return has(tweet, textOf(Form.FULL)) ? Form.FULL : Form.PLAIN;
  }

  /** Reads the longest form of the text and its hashtags; returns whether it has entities. */
  boolean read(int tweet, Span text, Span hashtags) {
    Form form = longest(tweet);
    Form entitled = form == Form.FULL ? Form.PLAIN : form;
    read(tweet, textOf(form), text);
    read(tweet, hashtagsOf(entitled), hashtags);
    return isSet(tweet, ENTITIES + entitled.index());
  }
}
