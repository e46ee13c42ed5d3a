package io.github.happiesthashtags.twitter.wire;

import java.io.IOException;

/** Reads what {@link EntryWriter} wrote, which may come from a damaged encoding. */
final class EntryReader {
  private final byte[] bytes;
  private int at;

  EntryReader(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  /** The index of what is read next. */
  int at() {
    return at;
  }

  long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE && at < bytes.length; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  long signed() throws IOException {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /** Goes over bytes that have their number before them; they end where it then is. */
  int run() throws IOException {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw damaged();
    }
    at += (int) length;
    return (int) length;
  }

  static IOException damaged() {
    return new IOException("the index of a block's lines is damaged");
  }
}
