package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * Recordings to be streamed, in one split: event times must come in the order of the recording.
 *
 * @param patterns paths or globs in any of Beam's file systems
 * @param speed event time per time; infinite to go as fast as can be read
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
