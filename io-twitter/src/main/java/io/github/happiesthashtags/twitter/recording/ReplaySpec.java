package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The configuration of a replay, which has one split because its order must be that of the
 * recordings.
 *
 * @param patterns paths or globs in any of Beam's file systems
 * @param speed the ratio of event time to real time; infinite for no waits
 */
public record ReplaySpec(List<String> patterns, double speed) implements FeedSpec {

  @Override
  public int splits() {
    return 1;
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    return new ReplayFeed(patterns, speed);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("input", String.join(",", patterns)).withLabel("Recordings"))
        .add(DisplayData.item("replaySpeed", String.valueOf(speed)).withLabel("Replay speed"));
  }
}
