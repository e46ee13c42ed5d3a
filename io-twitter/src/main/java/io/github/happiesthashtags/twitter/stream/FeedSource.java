package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * A feed as an unbounded source of blocks. Splitting does no I/O: a slow answer stalls a runner.
 */
public final class FeedSource extends UnboundedSource<MessageBlock, FeedMark> {
  private static final long serialVersionUID = 1L;
  private static final int ALL = -1;

  private final FeedSpec spec;
  private final long maxOutOfOrderMillis;
  private final Overflow overflow;
  private final String pipeline;
  private final int split;

  /**
   * The whole feed, not yet split.
   *
   * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time
   * @param overflow what happens when the pipeline is slower than the feed
   */
  public FeedSource(FeedSpec spec, long maxOutOfOrderMillis, Overflow overflow) {
    this(spec, maxOutOfOrderMillis, overflow, UUID.randomUUID().toString(), ALL);
  }

  private FeedSource(
      FeedSpec spec, long maxOutOfOrderMillis, Overflow overflow, String pipeline, int split) {
    this.spec = spec;
    this.maxOutOfOrderMillis = maxOutOfOrderMillis;
    this.overflow = overflow;
    this.pipeline = pipeline;
    this.split = split;
  }

  @Override
  public List<FeedSource> split(int desiredNumSplits, PipelineOptions options) {
    if (split != ALL) {
      return List.of(this);
    }
    List<FeedSource> splits = new ArrayList<>();
    for (int i = 0; i < spec.splits(); i++) {
      splits.add(new FeedSource(spec, maxOutOfOrderMillis, overflow, pipeline, i));
    }
    return splits;
  }

  @Override
  public UnboundedReader<MessageBlock> createReader(
      PipelineOptions options, @Nullable FeedMark mark) {
    int own = Math.max(split, 0);
    String name = pipeline + '/' + own;
    return new FeedReader(
        this,
        name,
        options.as(ConnectionOptions.class).getConnectionsOutliveReaders(),
        after ->
            Sessions.acquire(
                name,
                after,
                () -> spec.open(own, options),
                SessionSettings.of(maxOutOfOrderMillis, overflow)),
        mark);
  }

  @Override
  public Coder<FeedMark> getCheckpointMarkCoder() {
    return new FeedMarkCoder();
  }

  @Override
  public Coder<MessageBlock> getOutputCoder() {
    return MessageBlockCoder.of();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .include("feed", spec)
        .add(
            DisplayData.item("maxOutOfOrderMillis", maxOutOfOrderMillis)
                .withLabel("Watermark delay in milliseconds"))
        .add(DisplayData.item("overflow", overflow.name()).withLabel("When the buffer is full"));
  }
}
