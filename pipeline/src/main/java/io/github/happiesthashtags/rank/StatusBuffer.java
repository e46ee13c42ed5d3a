package io.github.happiesthashtags.rank;

import java.util.Arrays;

/**
 * Happy statuses as they are encoded, one after the other. It only grows: what was appended never
 * changes. In a storm a window has hundreds of thousands of statuses, and as many objects would
 * keep the garbage collector from its work and be encoded whenever a runner copies them.
 */
final class StatusBuffer {
  private static final int INITIAL_BYTES = 256;

  /** The largest array that every virtual machine has. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;
  private int size;

  StatusBuffer() {
    bytes = new byte[INITIAL_BYTES];
  }

  /** Begins with these statuses. */
  StatusBuffer(PackedStatuses statuses) {
    length = statuses.length();
    size = statuses.size();
    // Behind the last of them another buffer may write.
    bytes =
        statuses.bytes().length == length
            ? statuses.bytes()
            : Arrays.copyOf(statuses.bytes(), length);
  }

  /** Appends a status, and returns where. */
  int add(HappyStatus status) {
    int at = length;
    StatusRecord.write(status, this);
    size++;
    return at;
  }

  /** Appends a status of another array, and returns where. */
  int add(byte[] from, int start, int end) {
    int at = append(end - start);
    System.arraycopy(from, start, bytes, at, end - start);
    size++;
    return at;
  }

  void addAll(PackedStatuses statuses) {
    int at = append(statuses.length());
    System.arraycopy(statuses.bytes(), 0, bytes, at, statuses.length());
    size += statuses.size();
  }

  /** Makes room for so many bytes more, and returns where they begin. */
  int append(int more) {
    int at = length;
    if (more > bytes.length - at) {
      long needed = (long) at + more;
      if (needed > MAX_BYTES) {
        throw new IllegalStateException(
            "the happy statuses of one window take more than "
                + MAX_BYTES
                + " bytes; shorter windows have fewer");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, at * 3L / 2)));
    }
    length = at + more;
    return at;
  }

  /** Makes room for so many bytes more, of which some may not come. */
  void expect(long more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, length + more));
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** How many bytes the statuses take. */
  int length() {
    return length;
  }

  int size() {
    return size;
  }

  /** The statuses so far; not copied, as they never change. */
  PackedStatuses packed() {
    return new PackedStatuses(size, bytes, length);
  }
}
