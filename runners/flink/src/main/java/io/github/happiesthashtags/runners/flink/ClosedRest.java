package io.github.happiesthashtags.runners.flink;

import com.google.auto.service.AutoService;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFuture;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Makes an embedded Flink's REST interface close every connection. Flink does not start without the
 * interface, and any local user could cancel the job or trigger savepoints through it: {@code
 * web.cancel.enable} only hides a button. The job itself does not use it.
 */
@AutoService(InboundChannelHandlerFactory.class)
public final class ClosedRest implements InboundChannelHandlerFactory {
  /**
   * Set by embedded jobs only, so that a cluster with this class on its class path does not change.
   */
  static final ConfigOption<Boolean> CLOSED =
      ConfigOptions.key("happiest-hashtags.rest.closed").booleanType().defaultValue(false);

  /** Called by Flink. */
  public ClosedRest() {}

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration.get(CLOSED) ? Optional.of(new HangUp()) : Optional.empty();
  }

  private static final class HangUp extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      // Nobody waits for the close to finish.
      ChannelFuture unused = context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      // Drops anything that was sent before the connection closed.
    }
  }
}
