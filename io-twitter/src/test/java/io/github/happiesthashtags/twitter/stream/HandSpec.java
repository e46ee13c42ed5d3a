package io.github.happiesthashtags.twitter.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The spec of {@link HandFeed}s, which a test finds by the key even after the source was copied.
 */
public record HandSpec(String key, int splits) implements FeedSpec {
  private static final Map<String, List<HandFeed>> OPENED = new ConcurrentHashMap<>();

  /** Returns the feeds of a split, in the order in which they were opened. */
  public List<HandFeed> opened(int split) {
    return OPENED.computeIfAbsent(key + '/' + split, name -> new CopyOnWriteArrayList<>());
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    HandFeed feed = HandFeed.live();
    opened(split).add(feed);
    return feed;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("key", key));
  }
}
