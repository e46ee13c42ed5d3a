package io.github.happiesthashtags.twitter.source;

/** The names under which a live source reports itself. */
public final class SourceMetrics {
  /** The namespace of all of this connector's metrics. */
  public static final String NAMESPACE = "twitter";

  /** Gauge: the watermark of a split, in milliseconds since the epoch. */
  public static final String WATERMARK = "watermark_millis";

  private SourceMetrics() {}
}
