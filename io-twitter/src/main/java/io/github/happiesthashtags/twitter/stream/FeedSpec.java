package io.github.happiesthashtags.twitter.stream;

import java.io.Serializable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/**
 * What to feed from: plain configuration that travels in the serialised source, without secrets and
 * without anything open.
 */
public interface FeedSpec extends Serializable, HasDisplayData {

  /** How many connections the feed needs; no I/O, as a slow answer stalls a runner's start. */
  int splits();

  /** A feed for one of the splits, not yet connected. */
  Feed open(int split, PipelineOptions options);
}
