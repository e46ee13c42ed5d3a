package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link MetricsPage} listens. Without this class, every start would load the web server's.
 *
 * @param port 0 for any free one
 */
record MetricsAddress(String host, int port) {
  static final String PORT = "metricsPort";
  static final String HOST = "metricsHost";

  /** The default of {@code --metricsHost}. */
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads the options; returns null if they ask for no page.
   *
   * @throws BadOptionException for a host without a port
   */
  static @Nullable MetricsAddress of(HappiestHashtagsOptions options) {
    String host = options.getMetricsHost();
    String port = options.getMetricsPort();
    if (port != null) {
      return new MetricsAddress(host, Integer.parseInt(port));
    }
    if (!host.equals(LOOPBACK)) {
      throw BadOptionException.of(
          HOST, host, "only with --metricsPort; give --metricsPort=9464, or leave it out");
    }
    return null;
  }

  /** The page would end with this process, long before the job. */
  BadOptionException refusedWhenHandedOver() {
    return BadOptionException.of(
        PORT,
        String.valueOf(port),
        "this process does not wait for the job; leave the option out, and let Prometheus scrape"
            + " the engine's reporters");
  }
}
