package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.errors.DeadLetter;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import io.github.happiesthashtags.window.WindowPlan;
import java.io.IOException;
import java.util.Arrays;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** The hot path: blocks of messages to the tallies of their happy statuses, in one step. */
final class TallyBlocks extends DoFn<MessageBlock, Tally> {
  private static final long serialVersionUID = 1L;

  private final HappyRule rule;
  private final WindowPlan plan;
  private final TupleTag<DeadLetter> deadLetters;
  private transient @Nullable Bundle bundle;

  TallyBlocks(HappyRule rule, WindowPlan plan, TupleTag<DeadLetter> deadLetters) {
    this.rule = rule;
    this.plan = plan;
    this.deadLetters = deadLetters;
  }

  @StartBundle
  public void startBundle() {
    bundle = new Bundle();
  }

  @ProcessElement
  public void process(@Element MessageBlock block, MultiOutputReceiver out) throws IOException {
    bundle().read(block, out);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
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
  private final class Bundle implements MessageHandler, Lines.Handler {
    private final MessageParser parser = new MessageParser();
    private final SliceTallies tallies = new SliceTallies(plan);
    private final PipelineMetrics.Counts counts = new PipelineMetrics.Counts();

    private @Nullable MessageBlock block;
    private @Nullable String reason;
    private @Nullable MultiOutputReceiver out;
    private long watermarkMillis;

    void read(MessageBlock next, MultiOutputReceiver receiver) throws IOException {
      block = next;
      out = receiver;
      watermarkMillis = next.arrival().watermarkMillis();
      try {
        next.read(this);
      } catch (DamagedContentException e) {
        bury(String.valueOf(e.getMessage()), new byte[0], next.position());
      }
    }

    @Override
    public boolean line(byte[] buffer, int offset, int length, long position, boolean overlong) {
      counts.bytes += length + 1;
      if (overlong) {
        reason = "longer than any message, " + Lines.MAX_LINE_BYTES + " bytes";
      } else {
        reason = null;
        parser.parse(buffer, offset, length, this);
      }
      if (reason != null) {
        bury(reason, Arrays.copyOfRange(buffer, offset, offset + length), position);
      }
      if (tallies.isFull() && out != null) {
        tallies.flush(out.get(TALLIES)::outputWithTimestamp);
      }
      return true;
    }

    @Override
    public void status(Status status) {
      counts.statuses++;
      long time = status.timestampMillis();
      long before = watermarkMillis;
      if (block != null) {
        watermarkMillis = block.arrival().after(before, time);
      }
      HappyStatus happy = rule.apply(status);
      if (tallies.isLate(time, before)) {
        counts.late++;
      }
      if (happy != null) {
        counts.happy++;
        tallies.add(happy, time, before);
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

    private void bury(String why, byte[] line, long position) {
      counts.malformed++;
      if (block != null && out != null) {
        out.get(deadLetters).output(DeadLetter.of(block.source(), position, why, line));
      }
    }
  }

  /** The main output. */
  static final TupleTag<Tally> TALLIES =
      new TupleTag<>("tallies") {
        private static final long serialVersionUID = 1L;
      };
}
