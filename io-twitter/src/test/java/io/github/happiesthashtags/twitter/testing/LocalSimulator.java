package io.github.happiesthashtags.twitter.testing;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.xapi.LocalApi;
import java.net.URI;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * A simulator in the reading process.
 *
 * @param tweetsPerSecond the stream's rate
 * @param seed the seed of the tweets' content
 */
public record LocalSimulator(double tweetsPerSecond, long seed) implements LocalApi {
  @Override
  public Running start() {
    return new Server(
        XApiSimulator.builder().seed(seed).tweetsPerSecond(tweetsPerSecond).mostBehind(0).start());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("rate", tweetsPerSecond));
  }

  private record Server(XApiSimulator simulator) implements Running {
    @Override
    public URI uri() {
      return simulator.uri();
    }

    @Override
    public String bearerToken() {
      return simulator.bearerToken();
    }

    @Override
    public void close() {
      simulator.close();
    }
  }
}
