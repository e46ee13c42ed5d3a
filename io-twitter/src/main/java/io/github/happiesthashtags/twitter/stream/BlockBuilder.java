package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.LineIndex;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlock.Joint;
import io.github.happiesthashtags.twitter.wire.MessageBlock.Origin;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a block from the messages of one stream, or of one or several files. */
final class BlockBuilder {
  private static final int INITIAL_BYTES = 1 << 14;

  /** The memory that a file's name takes in addition to its characters. */
  private static final int JOINT_BYTES = 100;

  private final String firstSource;
  private final FeedSink.@Nullable Excerpts file;
  private final long position;
  private final Arrival arrival;
  private final long ceilingMillis;
  private final long startedNanos;
  private final LineIndex.Builder index;
  private final List<Joint> joints = new ArrayList<>();
  private String source;
  private byte[] bytes;
  private int size;
  private int jointBytes;
  private long earliestMillis = Long.MAX_VALUE;
  private long watermarkMillis;
  private long nextPosition;
  private long statuses;
  private int lines;
  private boolean confirmed;
  private FeedProgress progress = FeedProgress.NONE;

  /**
   * Creates an empty block.
   *
   * @param file where the messages can be read again, so that the block only points to them
   * @param arrival what the source knew when the first message arrived
   * @param ceilingMillis the latest event time that is not an error
   * @param nowNanos the arrival of the first message, by {@link System#nanoTime}
   * @param expectedIndexBytes the likely size of the block's index
   */
  BlockBuilder(
      String source,
      FeedSink.@Nullable Excerpts file,
      long position,
      Arrival arrival,
      long ceilingMillis,
      long nowNanos,
      int expectedIndexBytes) {
    this.firstSource = source;
    this.source = source;
    this.file = file;
    this.bytes = new byte[file == null ? INITIAL_BYTES : 0];
    this.position = position;
    this.arrival = arrival;
    this.ceilingMillis = ceilingMillis;
    this.startedNanos = nowNanos;
    this.index = new LineIndex.Builder(expectedIndexBytes);
    this.watermarkMillis = arrival.watermarkMillis();
    this.nextPosition = position;
  }

  void add(
      String source,
      byte[] line,
      int offset,
      int length,
      long position,
      long next,
      MessageInspector seen,
      UnconfirmedJump ahead) {
    if (!source.equals(this.source)) {
      this.source = source;
      joints.add(new Joint(this.position + size, new Origin(source, position)));
      jointBytes += JOINT_BYTES + source.length();
    }
    if (file == null) {
      copy(line, offset, length);
    } else if (position != nextPosition) {
      // Only a sample of an overlong line arrived; the rest is in the file.
      index.giveUp();
    }
    index.add(seen, length);
    size += length + 1;
    lines++;
    nextPosition = next;
    if (seen.events() > 0) {
      earliestMillis = Math.min(earliestMillis, seen.earliestMillis());
      statuses += seen.statuses();
      for (int i = 0; i < seen.events(); i++) {
        follow(seen.eventMillis(i), ahead);
      }
    }
  }

  /** Whoever processes the block repeats this for each status. */
  private void follow(long eventMillis, UnconfirmedJump ahead) {
    if (arrival.isAhead(watermarkMillis, eventMillis)) {
      confirmed = ahead.add(eventMillis);
    } else {
      if (eventMillis <= arrival.ceilingMillis()) {
        ahead.clear();
        confirmed = false;
      }
      watermarkMillis = arrival.after(watermarkMillis, eventMillis);
    }
  }

  /** Returns whether the last message confirmed that the times far ahead are no error. */
  boolean confirmsJump() {
    return confirmed;
  }

  private void copy(byte[] line, int offset, int length) {
    if (size + length + 1 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length + 1, bytes.length * 2));
    }
    System.arraycopy(line, offset, bytes, size, length);
    bytes[size + length] = '\n';
  }

  /** Advances event time without a message; afterwards only keep-alives may be added. */
  void advanceTo(long millis) {
    watermarkMillis = Math.max(watermarkMillis, millis);
  }

  /**
   * Ends the block.
   *
   * @param progress how far the stream had been received with the last message
   */
  void seal(FeedProgress progress) {
    this.progress = progress;
    // The block may wait among thousands of small ones.
    if (bytes.length / 2 > size) {
      bytes = Arrays.copyOf(bytes, size);
    }
    index.trim();
  }

  /** Returns whether the block only advances event time, so that more keep-alives may be added. */
  boolean isKeepAlivesOnly() {
    return lines == size;
  }

  /** Returns the size of the messages, held or referenced, and of their files' names, in bytes. */
  int weight() {
    return size + jointBytes;
  }

  /** Returns the number of files that the messages are from. */
  int files() {
    return joints.size() + 1;
  }

  /** Returns the size of the index, in bytes. */
  int indexBytes() {
    return index.bytes();
  }

  /** Returns whether the block only points to its messages. */
  boolean isReference() {
    return file != null;
  }

  /** Returns the latest event time that is not an error, in milliseconds since the epoch. */
  long ceilingMillis() {
    return ceilingMillis;
  }

  /** Returns the highest event time believed so far, in milliseconds since the epoch. */
  long highestMillis() {
    return watermarkMillis == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : watermarkMillis + arrival.maxOutOfOrderMillis();
  }

  /** Returns the number of statuses in this block. */
  long statuses() {
    return statuses;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - startedNanos;
  }

  /** Returns the stream or file that the last message is from. */
  String source() {
    return source;
  }

  /** Returns the watermark after the last message, in milliseconds since the epoch. */
  long watermarkMillis() {
    return watermarkMillis;
  }

  MessageBlock block() {
    MessageBlock block =
        file == null
            ? MessageBlock.of(firstSource, position, Arrays.copyOf(bytes, size), joints)
            : MessageBlock.reference(firstSource, file.between(position, nextPosition));
    return block.withArrival(arrival).withIndex(index.index());
  }

  /**
   * Returns the timestamp of the block as an element, which holds the runner's watermark back while
   * the block is in flight. The timestamp is never after a status that is not late, and never
   * before the watermark at the block's arrival.
   */
  long timestampMillis() {
    return earliestMillis == Long.MAX_VALUE
        ? watermarkMillis
        : Math.max(earliestMillis, arrival.watermarkMillis());
  }

  FeedMark mark(long session, long sequence) {
    return FeedMark.of(session, sequence, source, nextPosition, watermarkMillis, progress);
  }
}
