package io.github.happiesthashtags.benchmarks.flink;

import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Keeps one task's tallies, and passes those of a window on when the watermark passes its end. */
final class TallyOperator extends AbstractStreamOperator<Tallies>
    implements OneInputStreamOperator<HappyTweet, Tallies> {
  private static final long serialVersionUID = 1L;

  private transient Tallies open = new Tallies();
  private transient @Nullable ListState<Tallies> saved;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    ListState<Tallies> state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("tallies", Tallies.class));
    open = new Tallies();
    for (Tallies part : state.get()) {
      open.merge(part);
    }
    saved = state;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    if (saved != null) {
      saved.update(List.of(open));
    }
  }

  @Override
  public void processElement(StreamRecord<HappyTweet> tweet) {
    open.add(tweet.getValue());
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    long ended = Tallies.windowOf(watermark.getTimestamp());
    open.removeBefore(ended)
        .forEach((window, tallies) -> output.collect(new StreamRecord<>(tallies, window)));
    super.processWatermark(watermark);
  }
}
