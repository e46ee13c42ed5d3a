package io.github.happiesthashtags.twitter.stream;

import java.io.Serializable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/**
 * The configuration of a feed, which travels in the serialised source. It holds no secrets and no
 * open resources.
 */
public interface FeedSpec extends Serializable, HasDisplayData {

  /**
   * Returns the number of connections that the feed needs. Does no I/O: a slow answer would stall a
   * runner's start.
   */
  int splits();

  /** Creates the feed of one split, not yet connected. */
  Feed open(int split, PipelineOptions options);
}
