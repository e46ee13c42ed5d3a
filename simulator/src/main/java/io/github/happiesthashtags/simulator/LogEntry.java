package io.github.happiesthashtags.simulator;

import java.time.Instant;

/** A message at its place in a stream. */
final class LogEntry {
  /** The number of the status; a copy has that of its original. */
  final long sequence;

  /** When it is sent to whoever listens, which a late status's own time is before. */
  final Instant due;

  final byte[] message;

  /** How many bytes the stream had up to and with this message. */
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
