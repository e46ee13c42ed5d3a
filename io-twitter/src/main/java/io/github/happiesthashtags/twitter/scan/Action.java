package io.github.happiesthashtags.twitter.scan;

/** What is to be done at a byte on the way through a line. */
enum Action {
  NOTHING,
  BEGIN_DATA,
  BEGIN_ENTITIES,
  BEGIN_HASHTAGS,
  END_HASHTAGS,
  BEGIN_RETWEETED,
  BEGIN_REFERENCES,
  BEGIN_REFERENCE,
  END_REFERENCE,
  BEGIN_INCLUDED,
  END_INCLUDED
}
