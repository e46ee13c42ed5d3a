package io.github.happiesthashtags.twitter.wire;

import java.io.IOException;

/** A job learns the same of any bytes with and without an index of their lines. */
public final class LineIndexFuzz {
  private LineIndexFuzz() {}

  public static void fuzzerTestOneInput(byte[] lines) throws IOException {
    MessageBlock block = Skimmed.indexed(MessageBlock.of("fuzz", 7, lines));
    Skimmed found = Skimmed.of(block);
    Skimmed expected = Skimmed.ofAll(block);
    if (!found.learned.equals(expected.learned)
        || !expected.positions.containsAll(found.positions)) {
      throw new AssertionError("expected " + expected.learned + ", but: " + found.learned);
    }
  }
}
