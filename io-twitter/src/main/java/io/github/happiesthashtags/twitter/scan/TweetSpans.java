package io.github.happiesthashtags.twitter.scan;

import org.jspecify.annotations.Nullable;

/** Where the fields of one tweet object stand. Mutable and reused. */
final class TweetSpans {
  final Span timestampMs = new Span();
  final Span createdAt = new Span();
  final Span lang = new Span();
  final Span referenceType = new Span();
  final TextSpans plain = new TextSpans();
  final TextSpans full = new TextSpans();
  final TextSpans extended = new TextSpans();
  final TextSpans note = new TextSpans();
  boolean retweet;

  /** 0 if there is none: ids are above it. */
  long id;

  void clear() {
    timestampMs.clear();
    createdAt.clear();
    lang.clear();
    referenceType.clear();
    plain.clear();
    full.clear();
    extended.clear();
    note.clear();
    retweet = false;
    id = 0;
  }

  /** The longest form of the text, or null if there is no text at all. */
  @Nullable TextSpans text() {
    if (note.text().exists()) {
      return note;
    }
    if (extended.text().exists()) {
      return extended;
    }
    if (full.text().exists()) {
      full.copyEntities(plain);
      return full;
    }
    return plain.text().exists() ? plain : null;
  }
}
