package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testsupport.CountingMetrics;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/**
 * The steps of {@link RankHashtags} composed without a runner, which is a hundred times as fast:
 * what a runner may do as it likes (bundles, order, partial accumulators) is drawn at random.
 */
public final class ByHand {
  private static final PaneInfo ON_TIME_PANE =
      PaneInfo.createPane(true, true, PaneInfo.Timing.ON_TIME, 0, 0);

  private final OracleSettings settings;
  private final WindowPlan plan;
  private final Random random;
  private final CountingMetrics counters = new CountingMetrics();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<TimestampedValue<Tally>> tallies = new ArrayList<>();

  public ByHand(OracleSettings settings, Random random) {
    this.settings = settings;
    this.random = random;
    this.plan =
        WindowPlan.of(
            Duration.ofSeconds(settings.windowSeconds()),
            Duration.ofSeconds(settings.everySeconds()),
            null,
            Duration.ZERO);
  }

  public Map<String, Long> counters() {
    return counters.counts();
  }

  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** The final leaderboard of every window that has one. */
  public List<Leaderboard> rank(List<MessageBlock> blocks) throws IOException {
    tally(blocks);
    RankFn rankFn =
        new RankFn(Score.valueOf(settings.score().name()), settings.topN(), settings.minStatuses());
    Collected<Leaderboard> leaderboards = new Collected<>();
    for (Map.Entry<Long, List<Tally>> entry : byWindow().entrySet()) {
      Instant start = Instant.ofEpochSecond(entry.getKey());
      IntervalWindow window =
          new IntervalWindow(
              start, org.joda.time.Duration.standardSeconds(settings.windowSeconds()));
      RankFn.Ranking ranking = rankFn.extractOutput(merged(rankFn, window, entry.getValue()));
      MetricsContainer before = MetricsEnvironment.setCurrentContainer(counters);
      try {
        new ToLeaderboard(plan).process(KV.of(null, ranking), window, ON_TIME_PANE, leaderboards);
      } finally {
        MetricsEnvironment.setCurrentContainer(before);
      }
    }
    return leaderboards.values();
  }

  private void tally(List<MessageBlock> blocks) throws IOException {
    HappyRule rule =
        HappyRule.of(
            Lexicon.of(settings.smiles()),
            settings.languages(),
            settings.includeRetweets(),
            settings.foldHashtags());
    TallyBlocks fn = new TallyBlocks(rule, plan, true, null);
    Outputs outputs = new Outputs();
    MetricsContainer before = MetricsEnvironment.setCurrentContainer(counters);
    try {
      fn.startBundle();
      for (MessageBlock block : blocks) {
        fn.process(block, outputs);
        if (random.nextInt(3) == 0) {
          fn.finishBundle(new BundleEnd(fn));
          fn.startBundle();
        }
      }
      fn.finishBundle(new BundleEnd(fn));
    } finally {
      MetricsEnvironment.setCurrentContainer(before);
    }
    outputs.tallies.stamped().forEach(tallies::add);
    deadLetters.addAll(outputs.letters.values());
  }

  /** Each window by its start in seconds, found by trying all that could hold the tally. */
  private Map<Long, List<Tally>> byWindow() {
    Map<Long, List<Tally>> windows = new TreeMap<>();
    for (TimestampedValue<Tally> tally : tallies) {
      long second = Math.floorDiv(tally.getTimestamp().getMillis(), 1000L);
      long start = second - Math.floorMod(second, (long) settings.everySeconds());
      for (; start + settings.windowSeconds() > second; start -= settings.everySeconds()) {
        windows.computeIfAbsent(start, absent -> new ArrayList<>()).add(tally.getValue());
      }
    }
    return windows;
  }

  private WindowStatuses merged(RankFn rankFn, BoundedWindow window, List<Tally> inWindow)
      throws IOException {
    Coder<WindowStatuses> coder = new WindowStatuses.WindowStatusesCoder();
    List<WindowStatuses> partial = new ArrayList<>(List.of(rankFn.createAccumulator()));
    for (Tally tally : inWindow) {
      Collected<KV<Void, WindowStatuses>> inTime = new Collected<>();
      new RankHashtags.InTimeFn().process(copy(new Tally.TallyCoder(), tally), window, inTime);
      for (KV<Void, WindowStatuses> more : inTime.values()) {
        WindowStatuses copy = copy(coder, more.getValue());
        int last = partial.size() - 1;
        partial.set(last, copy(coder, rankFn.addInput(partial.get(last), copy)));
      }
      if (random.nextInt(3) == 0) {
        partial.add(random.nextInt(partial.size() + 1), rankFn.createAccumulator());
      }
    }
    return rankFn.mergeAccumulators(partial);
  }

  private static <T> T copy(Coder<T> coder, T value) throws CoderException {
    return CoderUtils.clone(coder, value);
  }

  /** What a step gives out. */
  static final class Collected<T> implements DoFn.OutputReceiver<T> {
    private final List<TimestampedValue<T>> stamped = new ArrayList<>();

    @Override
    public WindowedValues.Builder<T> builder(T value) {
      return WindowedValues.<T>builder()
          .setValue(value)
          .setTimestamp(Instant.EPOCH)
          .setWindow(GlobalWindow.INSTANCE)
          .setPaneInfo(PaneInfo.NO_FIRING)
          .setReceiver(
              output -> stamped.add(TimestampedValue.of(output.getValue(), output.getTimestamp())));
    }

    List<TimestampedValue<T>> stamped() {
      return stamped;
    }

    List<T> values() {
      return stamped.stream().map(TimestampedValue::getValue).toList();
    }
  }

  private static final class Outputs implements DoFn.MultiOutputReceiver {
    private final Collected<Tally> tallies = new Collected<>();
    private final Collected<DeadLetter> letters = new Collected<>();

    @Override
    @SuppressWarnings("unchecked") // The tag says which of the two it is.
    public <T> DoFn.OutputReceiver<T> get(TupleTag<T> tag) {
      return (DoFn.OutputReceiver<T>) (tag.equals(TallyBlocks.DEAD_LETTERS) ? letters : tallies);
    }

    @Override
    public <T> DoFn.OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
      throw new UnsupportedOperationException();
    }
  }

  /** The context is an inner class of the DoFn, so it is made inside one. */
  private final class BundleEnd extends DoFn<MessageBlock, Tally>.FinishBundleContext {
    BundleEnd(TallyBlocks fn) {
      fn.super();
    }

    @Override
    public PipelineOptions getPipelineOptions() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void output(Tally tally, Instant timestamp, BoundedWindow window) {
      tallies.add(TimestampedValue.of(tally, timestamp));
    }

    @Override
    public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
      throw new UnsupportedOperationException();
    }
  }
}
