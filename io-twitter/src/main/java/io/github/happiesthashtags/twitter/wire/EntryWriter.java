package io.github.happiesthashtags.twitter.wire;

import java.util.Arrays;

/**
 * Writes the entries of a {@link LineIndex}: numbers of seven bits a byte, and bytes as they are.
 */
final class EntryWriter {
  private static final int INITIAL_BYTES = 1 << 10;
  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes;
  private int size;

  /** With room for at least so many bytes, before it has to grow. */
  EntryWriter(int expectedBytes) {
    bytes = new byte[Math.max(INITIAL_BYTES, expectedBytes)];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Releases unused room. */
  void trim() {
    if (bytes.length / 2 > size) {
      bytes = toBytes();
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** As in protocol buffers: short if it is small and not negative. */
  void number(long value) {
    reserve(LONGEST_NUMBER);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Short if it is small, also if it is negative. */
  void signed(long value) {
    number((value << 1) ^ (value >> (Long.SIZE - 1)));
  }

  /** Bytes with their number before them. */
  void run(byte[] from, int offset, int end) {
    number(end - offset);
    raw(from, offset, end);
  }

  void append(EntryWriter other) {
    raw(other.bytes, 0, other.size);
  }

  private void raw(byte[] from, int offset, int end) {
    reserve(end - offset);
    System.arraycopy(from, offset, bytes, size, end - offset);
    size += end - offset;
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
