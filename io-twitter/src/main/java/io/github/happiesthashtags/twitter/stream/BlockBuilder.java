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

/** Gathers messages of one stream, of one file or of several into the next block. */
final class BlockBuilder {
  private static final int INITIAL_BYTES = 1 << 14;

  /** What a file's name takes beside its characters. */
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
   * An empty block.
   *
   * @param file where the messages can be read again, so that the block only points to them
   * @param arrival what was known when the first message came
   * @param ceilingMillis later event times are an error
   * @param nowNanos when that was, by {@link System#nanoTime}
   * @param expectedIndexBytes what its index is likely to take
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
      AheadRun ahead) {
    if (!source.equals(this.source)) {
      this.source = source;
      joints.add(new Joint(this.position + size, new Origin(source, position)));
      jointBytes += JOINT_BYTES + source.length();
    }
    if (file == null) {
      copy(line, offset, length);
    } else if (position != nextPosition) {
      // Of an overlong line only a sample came, and more of it is in the file.
      index.giveUp();
    }
    index.add(seen, length);
    size += length + 1;
    lines++;
    nextPosition = next;
    if (seen.statuses() > 0) {
      earliestMillis = Math.min(earliestMillis, seen.earliestMillis());
      statuses += seen.statuses();
      for (int i = 0; i < seen.statuses(); i++) {
        follow(seen.eventMillis(i), ahead);
      }
    }
  }

  /** Repeated status by status by whoever processes the block. */
  private void follow(long eventMillis, AheadRun ahead) {
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

  /** Whether the last message showed that statuses far ahead are no error. */
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

  /** Advances event time without a message; after that only keep-alives may be added. */
  void advanceTo(long millis) {
    watermarkMillis = Math.max(watermarkMillis, millis);
  }

  /** How far the stream had been received with the last message. */
  void seal(FeedProgress progress) {
    this.progress = progress;
    // It may wait among thousands of small ones.
    if (bytes.length / 2 > size) {
      bytes = Arrays.copyOf(bytes, size);
    }
    index.trim();
  }

  /** Whether the block only advances event time, so that more keep-alives may be added. */
  boolean isKeepAlivesOnly() {
    return lines == size;
  }

  /** The size of the messages, in bytes, wherever they are, and of their files' names. */
  int weight() {
    return size + jointBytes;
  }

  /** How many files the messages are from. */
  int files() {
    return joints.size() + 1;
  }

  /** What the index of the messages takes, in bytes. */
  int indexBytes() {
    return index.bytes();
  }

  /** Whether the block only points to its messages. */
  boolean isReference() {
    return file != null;
  }

  /** Later event times are an error, in milliseconds since the epoch. */
  long ceilingMillis() {
    return ceilingMillis;
  }

  /** Returns the highest event time believed so far, in milliseconds since the epoch. */
  long highestMillis() {
    return watermarkMillis == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : watermarkMillis + arrival.maxOutOfOrderMillis();
  }

  /** How many statuses are in this block. */
  long statuses() {
    return statuses;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - startedNanos;
  }

  /** Where the last message is from. */
  String source() {
    return source;
  }

  /** The watermark after the last message, in milliseconds since the epoch. */
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
   * The time of the block as an element. It holds the runner's watermark back while the block is in
   * flight: never after a status that is not late, never before the watermark that it came after.
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
