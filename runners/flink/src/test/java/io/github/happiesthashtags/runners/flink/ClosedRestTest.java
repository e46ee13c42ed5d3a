package io.github.happiesthashtags.runners.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.junit.Test;

public final class ClosedRestTest {
  private static Optional<ChannelHandler> handler(Configuration configuration) {
    return new ClosedRest().createHandler(configuration, Map.of());
  }

  private static Configuration embedded(Configuration given) {
    return EmbeddedEnvironment.configured(given, Path.of("scratch"), 1);
  }

  @Test
  public void whoConnectsToAnEmbeddedJobIsHungUpOn() {
    EmbeddedChannel channel =
        new EmbeddedChannel(handler(embedded(new Configuration())).orElseThrow());

    assertThat(channel.isOpen(), is(false));
    assertThat(channel.readInbound(), is(nullValue()));
    assertThat(channel.readOutbound(), is(nullValue()));
  }

  @Test
  public void aClustersInterfaceIsLeftAlone() {
    assertThat(handler(new Configuration()).isPresent(), is(false));
  }

  @Test
  public void whoNamesAPortGetsThePage() {
    Configuration asked = new Configuration();
    asked.set(RestOptions.PORT, 8081);

    assertThat(handler(embedded(asked)).isPresent(), is(false));
  }
}
