package io.github.happiesthashtags.twitter.wire;

import java.util.Arrays;

/** With a scan before it, the full parser's word stands: for the line, and for it among others. */
public final class ScannedLineFuzz {
  private static final int NEIGHBOURS = 16;

  private ScannedLineFuzz() {}

  public static void fuzzerTestOneInput(byte[] line) {
    String expected = Outcome.ofFullParser(line).toString();
    MessageParser parser = new MessageParser();
    for (char neighbour : new char[] {'"', '}', ' ', '0'}) {
      byte[] buffer = new byte[line.length + 2 * NEIGHBOURS];
      Arrays.fill(buffer, (byte) neighbour);
      System.arraycopy(line, 0, buffer, NEIGHBOURS, line.length);
      Outcome found = new Outcome();
      parser.parse(buffer, NEIGHBOURS, line.length, found);
      if (!found.toString().equals(expected)) {
        throw new AssertionError("expected " + expected + ", but: " + found);
      }
    }
  }
}
