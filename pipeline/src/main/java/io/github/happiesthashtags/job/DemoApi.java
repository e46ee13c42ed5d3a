package io.github.happiesthashtags.job;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.xapi.LocalApi;
import java.net.URI;
import java.time.Duration;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The simulator that {@code --source=demo} reads.
 *
 * @param tweetsPerSecond the stream's rate
 * @param seed decides what the tweets say
 */
record DemoApi(double tweetsPerSecond, long seed) implements LocalApi {
  /** On X, one tweet in a hundred is happy. A demo needs more of them to fill its tables. */
  private static final double HAPPY_SHARE = 0.25;

  private static final double DUPLICATE_SHARE = 0.01;
  private static final double LATE_SHARE = 0.01;
  private static final Duration LATE_BY = Duration.ofSeconds(20);

  @Override
  public Running start() {
    return new Simulator(
        XApiSimulator.builder()
            .seed(seed)
            .tweetsPerSecond(tweetsPerSecond)
            .happyShare(HAPPY_SHARE)
            .duplicateShare(DUPLICATE_SHARE)
            .lateShare(LATE_SHARE)
            .lateBy(LATE_BY)
            // A slow pipeline slows the demo down instead of being disconnected.
            .mostBehind(0)
            .start());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("demoRate", tweetsPerSecond).withLabel("Tweets per second"))
        .add(DisplayData.item("demoSeed", seed).withLabel("Seed"));
  }

  private record Simulator(XApiSimulator server) implements Running {
    @Override
    public URI uri() {
      return server.uri();
    }

    @Override
    public String bearerToken() {
      return server.bearerToken();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
