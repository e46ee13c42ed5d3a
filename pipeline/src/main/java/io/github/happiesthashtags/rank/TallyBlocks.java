package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.LineIndex;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.util.Arrays;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hot path: blocks of messages to the tallies of their happy statuses, in one step. */
final class TallyBlocks extends DoFn<MessageBlock, Tally> {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(TallyBlocks.class);

  /** The main output. */
  static final TupleTag<Tally> TALLIES =
      new TupleTag<>("tallies") {
        private static final long serialVersionUID = 1L;
      };

  /** The output of malformed lines. */
  static final TupleTag<DeadLetter> DEAD_LETTERS =
      new TupleTag<>("deadLetters") {
        private static final long serialVersionUID = 1L;
      };

  private final HappyRule rule;
  private final WindowPlan plan;
  private final boolean keepsDeadLetters;
  private final DeadLetter.@Nullable Writer deadLetters;

  /** Kept from bundle to bundle: it knows better and better how statuses look. */
  private transient @Nullable MessageParser parser;

  private transient @Nullable Bundle bundle;

  /**
   * The step.
   *
   * @param keepsDeadLetters whether dead letters are emitted, not only counted
   * @param deadLetters writes dead letters instead of emitting them, or null. A runner may hold
   *     everything that a bundle emits in memory, and a whole compressed recording is one bundle
   */
  TallyBlocks(
      HappyRule rule,
      WindowPlan plan,
      boolean keepsDeadLetters,
      DeadLetter.@Nullable Writer deadLetters) {
    this.keepsDeadLetters = keepsDeadLetters;
    this.deadLetters = deadLetters;
    this.rule = rule;
    this.plan = plan;
  }

  @StartBundle
  public void startBundle() {
    MessageParser ready = parser;
    if (ready == null) {
      ready = new MessageParser();
      parser = ready;
    }
    bundle = new Bundle(ready);
    if (deadLetters != null) {
      deadLetters.startBundle();
    }
  }

  @ProcessElement
  public void process(@Element MessageBlock block, MultiOutputReceiver out) throws IOException {
    bundle().read(block, out);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException {
    if (deadLetters != null) {
      deadLetters.finishBundle();
    }
    Bundle finished = bundle();
    finished.tallies.flush(
        (tally, timestamp) -> context.output(tally, timestamp, GlobalWindow.INSTANCE));
    finished.counts.report();
  }

  private Bundle bundle() {
    Bundle current = bundle;
    if (current == null) {
      throw new IllegalStateException("no bundle was started");
    }
    return current;
  }

  // A status that is late, but not too late, is older than the watermark and its block's own time.
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to say so yet.
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  /** What is gathered while a bundle is processed. */
  private final class Bundle implements MessageHandler, LineIndex.Handler {
    private final MessageParser parser;
    private final SliceTallies tallies = new SliceTallies(plan);
    private final PipelineMetrics.Counts counts = new PipelineMetrics.Counts();

    private @Nullable MessageBlock block;
    private @Nullable String reason;
    private @Nullable MultiOutputReceiver out;
    private long watermarkMillis;
    private long lineWatermarkMillis;
    private long reached;

    Bundle(MessageParser parser) {
      this.parser = parser;
    }

    void read(MessageBlock next, MultiOutputReceiver receiver) throws IOException {
      block = next;
      out = receiver;
      watermarkMillis = next.arrival().watermarkMillis();
      reached = next.position();
      try {
        next.skim(this);
      } catch (DamagedContentException e) {
        LOG.warn("{}; what can be read of it counts", e.getMessage());
        bury(String.valueOf(e.getMessage()), new byte[0], reached);
      }
    }

    @Override
    public boolean line(byte[] buffer, int offset, int length, long position, boolean overlong)
        throws IOException {
      reached = position;
      begin(length);
      if (overlong) {
        reason = "longer than any message, " + Lines.MAX_LINE_BYTES + " bytes";
      } else {
        reason = null;
        parser.parse(buffer, offset, length, this);
      }
      if (reason != null) {
        byte[] line =
            keepsDeadLetters || deadLetters != null
                ? Arrays.copyOfRange(buffer, offset, offset + length)
                : new byte[0];
        bury(reason, line, position);
      }
      flushIfFull();
      return true;
    }

    private void flushIfFull() {
      if (tallies.isFull() && out != null) {
        tallies.flush(out.get(TALLIES)::outputWithTimestamp);
      }
    }

    private void begin(int length) {
      counts.bytes += length + 1;
      reached += length + 1;
      // The statuses of a page came together: none is late for the sake of another.
      lineWatermarkMillis = watermarkMillis;
    }

    @Override
    public void status(Status status) {
      long time = status.timestampMillis();
      count(time);
      HappyStatus happy = rule.apply(status, counts);
      if (happy != null) {
        tallies.add(happy, time, lineWatermarkMillis);
      }
    }

    @Override
    public void untagged(long timestampMillis, int length) {
      begin(length);
      count(timestampMillis);
      counts.skippedNoHashtag++;
    }

    @Override
    public boolean tagged(long timestampMillis, byte[] line, long position) throws IOException {
      if (!rule.rulesOut(line, counts)) {
        return line(line, 0, line.length, position, false);
      }
      begin(line.length);
      count(timestampMillis);
      return true;
    }

    @Override
    public void other(MessageKind kind, int length) {
      begin(length);
      other(kind);
    }

    private void count(long timestampMillis) {
      counts.statuses++;
      if (block != null) {
        watermarkMillis = block.arrival().after(watermarkMillis, timestampMillis);
      }
      if (tallies.isLate(timestampMillis, lineWatermarkMillis)) {
        counts.late++;
      }
    }

    @Override
    public void other(MessageKind kind) {
      counts.other(kind);
    }

    @Override
    public void malformed(String why) {
      reason = why;
    }

    private void bury(String why, byte[] line, long position) throws IOException {
      counts.malformed++;
      if (block == null || out == null) {
        return;
      }
      MessageBlock.Origin origin = block.origin(position);
      DeadLetter letter = DeadLetter.of(origin.source(), origin.position(), why, line);
      if (deadLetters != null) {
        deadLetters.process(letter);
      } else if (keepsDeadLetters) {
        out.get(DEAD_LETTERS).output(letter);
      }
    }
  }
}
