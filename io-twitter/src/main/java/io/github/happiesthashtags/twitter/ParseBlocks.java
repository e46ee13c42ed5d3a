package io.github.happiesthashtags.twitter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.BadRecordRouter;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that parses the lines of blocks into elements, each at its own event time. It counts
 * statuses, other messages by kind, and malformed lines, which may have an output of their own.
 */
final class ParseBlocks<T> extends DoFn<MessageBlock, T> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ParseBlocks.class);

  /**
   * What the lines of blocks become.
   *
   * @param <T> an element
   */
  interface Form<T> extends Serializable {

    /** Returns the type of the elements. */
    TypeDescriptor<T> type();

    /** Returns a new parser, for one thread. */
    Parser<T> parser();
  }

  /** Parses lines. */
  @FunctionalInterface
  interface Parser<T> {
    /** Hands out what a line holds; never throws because of its content. */
    void parse(byte[] line, int offset, int length, Output<T> output);
  }

  /** The receiver of what a line holds. */
  interface Output<T> {
    /**
     * Takes an element.
     *
     * @param time when it happened; null for the time of the element before
     */
    void element(T element, @Nullable Instant time);

    /** Counts a status. */
    void status();

    /** Counts a message that is no status. */
    void other(MessageKind kind);

    /**
     * Takes the line as malformed.
     *
     * @param reason what is wrong with it, without its content
     */
    void malformed(String reason);
  }

  private final Counter statuses = Metrics.counter(SourceMetrics.NAMESPACE, "statuses");
  private final Counter malformed = Metrics.counter(SourceMetrics.NAMESPACE, "malformed");

  private final Form<T> form;
  private final TupleTag<T> elements;
  private final boolean keepsBadRecords;
  private transient @Nullable Parser<T> parser;

  private ParseBlocks(Form<T> form, TupleTag<T> elements, boolean keepsBadRecords) {
    this.form = form;
    this.elements = elements;
    this.keepsBadRecords = keepsBadRecords;
  }

  /**
   * Parses blocks.
   *
   * @param name the name of the step
   * @param handler what malformed lines go to; null to count them only
   */
  static <T> PCollection<T> apply(
      String name,
      PCollection<MessageBlock> blocks,
      Form<T> form,
      @Nullable ErrorHandler<BadRecord, ?> handler) {
    TupleTag<T> elements = new TupleTag<>("elements");
    TupleTagList others =
        handler == null ? TupleTagList.empty() : TupleTagList.of(BadRecordRouter.BAD_RECORD_TAG);
    PCollectionTuple parsed =
        blocks.apply(
            name,
            ParDo.of(new ParseBlocks<>(form, elements, handler != null))
                .withOutputTags(elements, others));
    if (handler != null) {
      handler.addErrorCollection(
          parsed
              .get(BadRecordRouter.BAD_RECORD_TAG)
              .setCoder(BadRecord.getCoder(blocks.getPipeline())));
    }
    return parsed.get(elements).setTypeDescriptor(form.type());
  }

  @Override
  public TypeDescriptor<T> getOutputTypeDescriptor() {
    return form.type();
  }

  @ProcessElement
  public void process(
      @Element MessageBlock block, @Timestamp Instant blockTime, MultiOutputReceiver out)
      throws IOException {
    Parser<T> lines = parser == null ? form.parser() : parser;
    parser = lines;
    BlockOutput output = new BlockOutput(block, blockTime, out);
    try {
      block.read(
          (line, offset, length, position, overlong) -> {
            output.line(line, offset, length, position);
            if (overlong) {
              output.malformed("longer than any message, " + Lines.MAX_LINE_BYTES + " bytes");
            } else {
              lines.parse(line, offset, length, output);
            }
            return true;
          });
    } catch (DamagedContentException e) {
      LOG.warn("{}", e.getMessage());
      output.line(new byte[0], 0, 0, output.position);
      output.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The outputs while one block is processed. */
  private final class BlockOutput implements Output<T> {
    private final MessageBlock block;
    private final OutputReceiver<T> out;
    private final @Nullable OutputReceiver<BadRecord> bad;
    private Instant lastTime;
    private byte[] line = new byte[0];
    private int offset;
    private int length;
    private long position;

    BlockOutput(MessageBlock block, Instant blockTime, MultiOutputReceiver out) {
      this.block = block;
      this.out = out.get(elements);
      this.bad = keepsBadRecords ? out.get(BadRecordRouter.BAD_RECORD_TAG) : null;
      this.lastTime = blockTime;
      this.position = block.position();
    }

    void line(byte[] line, int offset, int length, long position) {
      this.line = line;
      this.offset = offset;
      this.length = length;
      this.position = position;
    }

    @Override
    public void element(T element, @Nullable Instant time) {
      lastTime = time == null ? lastTime : time;
      out.outputWithTimestamp(element, lastTime);
    }

    @Override
    public void status() {
      statuses.inc();
    }

    @Override
    public void other(MessageKind kind) {
      Metrics.counter(SourceMetrics.NAMESPACE, "messages_" + kind.label()).inc();
    }

    @Override
    public void malformed(String reason) {
      malformed.inc();
      if (bad != null) {
        bad.outputWithTimestamp(badRecord(reason), lastTime);
      }
    }

    private BadRecord badRecord(String reason) {
      byte[] bytes = Arrays.copyOfRange(line, offset, offset + length);
      MessageBlock.Origin origin = block.origin(position);
      return BadRecord.builder()
          .setRecord(
              BadRecord.Record.builder()
                  .setHumanReadableJsonRecord(new String(bytes, UTF_8))
                  .addCoderAndEncodedRecord(ByteArrayCoder.of(), bytes)
                  .build())
          .setFailure(
              BadRecord.Failure.builder()
                  .setDescription(origin.source() + " at byte " + origin.position() + ": " + reason)
                  .build())
          .build();
    }
  }

  // A late status may be older than its block's timestamp, which only holds the watermark back.
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to allow old timestamps yet.
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
