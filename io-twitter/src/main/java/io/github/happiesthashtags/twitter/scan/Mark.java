package io.github.happiesthashtags.twitter.scan;

/**
 * Something that is to be done on the way through a line.
 *
 * @param delta where, in bytes behind the beginning of its step
 * @param owner the tweet that it is about
 * @param form the text of that tweet that it is about
 */
record Mark(Action action, int delta, Owner owner, Form form) {}
