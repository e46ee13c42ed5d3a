package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.feed.Allowance;
import io.github.happiesthashtags.twitter.feed.Feed;
import io.github.happiesthashtags.twitter.feed.FeedMark;
import io.github.happiesthashtags.twitter.feed.FeedSink;
import io.github.happiesthashtags.twitter.feed.FeedSpec;
import io.github.happiesthashtags.twitter.simulator.XApiSimulator;
import java.io.IOException;
import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * A simulator of the X API in the reader's process, read through real HTTP.
 *
 * @param tweetsPerSecond the stream's rate
 * @param seed what the stream says is a function of this
 * @param maxStatuses ends the stream after so many; 0 for never
 */
public record DemoSpec(double tweetsPerSecond, long seed, long maxStatuses) implements FeedSpec {
  // A demo is to show something: a quarter of its statuses are happy, where X has one in a hundred.
  private static final double HAPPY_SHARE = 0.25;
  private static final double DUPLICATE_SHARE = 0.01;
  private static final double LATE_SHARE = 0.01;
  private static final Duration LATE_BY = Duration.ofSeconds(20);

  @Override
  public int splits() {
    return 1;
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    return new DemoFeed();
  }

  private final class DemoFeed implements Feed {
    private @Nullable XApiSimulator simulator;
    private @Nullable XApiFeed feed;
    private boolean closed;

    @Override
    public void run(@Nullable FeedMark resume, FeedSink sink)
        throws IOException, InterruptedException {
      XApiFeed client;
      synchronized (this) {
        if (closed) {
          return;
        }
        XApiSimulator server =
            XApiSimulator.builder()
                .seed(seed)
                .tweetsPerSecond(tweetsPerSecond)
                .happyShare(HAPPY_SHARE)
                .duplicateShare(DUPLICATE_SHARE)
                .lateShare(LATE_SHARE)
                .lateBy(LATE_BY)
                // A demo is never too fast for its pipeline.
                .mostBehind(0)
                .start();
        simulator = server;
        BearerToken token = BearerToken.of(server.bearerToken());
        StreamPart sample = new StreamPart(XStream.SAMPLE, 0);
        client =
            new XApiFeed(
                FeedConfig.of("demo", XApiSpec.uri(server.uri().toString(), sample), () -> token)
                    .withAllowance(new Allowance(maxStatuses, 0)));
        feed = client;
      }
      client.run(resume, sink);
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (feed != null) {
        feed.close();
      }
      if (simulator != null) {
        simulator.close();
      }
    }
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("demoRate", tweetsPerSecond).withLabel("Tweets per second"))
        .add(DisplayData.item("demoSeed", seed).withLabel("Seed"));
  }
}
