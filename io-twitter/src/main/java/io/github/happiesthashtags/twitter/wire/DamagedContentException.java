package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;

/**
 * A recording whose bytes cannot be decompressed from some point on: cut short, or not of the
 * format that its first bytes say. What was read before is good; the rest is one dead letter.
 */
public final class DamagedContentException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the recording and what the decompressor said. */
  public DamagedContentException(String name, IOException cause) {
    super(
        Printable.escaped(name)
            + " is cut short or not of the format its first bytes say: "
            + Printable.line(reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    // Decompressors end with a bare EOFException.
    return cause.getMessage() == null ? "unexpected end" : cause.getMessage();
  }
}
