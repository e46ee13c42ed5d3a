package io.github.happiesthashtags.benchmarks.plain;

import java.io.Serializable;
import java.util.List;

/**
 * A tweet with a hashtag and a smile.
 *
 * @param millis its event time
 * @param smiles how many it has
 * @param hashtags folded and distinct
 */
public record HappyTweet(long millis, int smiles, List<String> hashtags) implements Serializable {}
