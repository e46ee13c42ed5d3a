package io.github.happiesthashtags.simulator;

/** Decides which hashtag comes next. */
interface Hashtags {
  Fragment pick(Language language, long eventTimeMillis, Dice dice);
}
