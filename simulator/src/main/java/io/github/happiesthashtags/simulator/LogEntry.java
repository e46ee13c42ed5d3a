package io.github.happiesthashtags.simulator;

import java.time.Instant;

/** A message and its position in a stream. */
final class LogEntry {
  /** The number of the status; a duplicate has the number of its original. */
  final long sequence;

  /** When the message is sent; a late status was created earlier. */
  final Instant due;

  final byte[] message;

  /** The length of the stream in bytes up to the end of this message. */
  final long endOffset;

  LogEntry(long sequence, Instant due, byte[] message, long endOffset) {
    this.sequence = sequence;
    this.due = due;
    this.message = message;
    this.endOffset = endOffset;
  }

  long startOffset() {
    return endOffset - message.length;
  }
}
