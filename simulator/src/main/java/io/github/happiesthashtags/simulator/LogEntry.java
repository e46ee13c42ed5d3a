package io.github.happiesthashtags.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message and its position in a stream. */
final class LogEntry {
  /** The number of the status; a duplicate has the number of its original. */
  final long sequence;

  /** When the message is sent; a late status was created earlier. */
  final Instant due;

  final byte[] message;

  /** The parts of a post of v2; null if every client gets the same message. */
  final @Nullable PostParts parts;

  /** The length of the stream in bytes up to the end of this message. */
  final long endOffset;

  LogEntry(long sequence, Instant due, byte[] message, @Nullable PostParts parts, long endOffset) {
    this.sequence = sequence;
    this.due = due;
    this.message = message;
    this.parts = parts;
    this.endOffset = endOffset;
  }

  /** Returns the message for a client that asked for this. */
  byte[] message(PostSelection selection) {
    return parts == null ? message : parts.select(selection);
  }

  long startOffset() {
    return endOffset - message.length;
  }
}
