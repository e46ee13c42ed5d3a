package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines are the same by whatever reads, ranges and blocks they come. The input is the size of a
 * read, the size of a range, and what is read.
 */
public final class LinesFuzz {
  private static final int CONTROL_BYTES = 2;

  /** A range costs a buffer of its own. */
  private static final int MOST_RANGES = 8;

  private record Line(String text, long position, boolean overlong) {}

  private LinesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length < CONTROL_BYTES) {
      return;
    }
    int readSize = 1 + (input[0] & 0xff);
    int rangeSize = 1 + (input[1] & 0xff);
    byte[] content = Arrays.copyOfRange(input, CONTROL_BYTES, input.length);
    List<Line> expected = naive(new String(content, ISO_8859_1));

    assertSame("in one piece", expected, read(content, 0, Integer.MAX_VALUE, Long.MAX_VALUE));
    rangeSize = Math.max(rangeSize, content.length / MOST_RANGES + 1);
    List<Line> ofRanges = new ArrayList<>();
    List<Line> ofBlocks = new ArrayList<>();
    int cut = 0;
    for (int start = 0; start < content.length; start += rangeSize) {
      ofRanges.addAll(read(content, start, readSize, start + rangeSize));
      int nextCut = endOfLine(content, start + rangeSize);
      ofBlocks.addAll(ofBlock(content, cut, nextCut));
      cut = nextCut;
    }
    assertSame("in ranges of " + rangeSize + ", reads of " + readSize, expected, ofRanges);
    assertSame("in blocks of about " + rangeSize, expected, ofBlocks);
  }

  /** As a recording's range is read: from one byte before, to see whether a line starts here. */
  private static List<Line> read(byte[] content, int start, int readSize, long end)
      throws IOException {
    int from = start == 0 ? 0 : start - 1;
    InputStream bytes = new ByteArrayInputStream(content, from, content.length - from);
    InputStream in =
        new FilterInputStream(bytes) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, readSize));
          }
        };
    List<Line> lines = new ArrayList<>();
    Lines.read(in, from, end, start > 0, into(lines));
    return lines;
  }

  private static List<Line> ofBlock(byte[] content, int from, int to) throws IOException {
    List<Line> lines = new ArrayList<>();
    MessageBlock.of("fuzz", from, Arrays.copyOfRange(content, from, to)).read(into(lines));
    return lines;
  }

  private static Lines.Handler into(List<Line> lines) {
    return (buffer, offset, length, position, overlong) ->
        lines.add(new Line(new String(buffer, offset, length, ISO_8859_1), position, overlong));
  }

  private static int endOfLine(byte[] content, int from) {
    int end = Math.min(from, content.length);
    while (end < content.length && content[end - 1] != '\n') {
      end++;
    }
    return end;
  }

  private static List<Line> naive(String content) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start < content.length()) {
      int end = content.indexOf('\n', start);
      end = end < 0 ? content.length() : end;
      lines.add(new Line(content.substring(start, end), start, false));
      start = end + 1;
    }
    return lines;
  }

  private static void assertSame(String how, List<Line> expected, List<Line> lines) {
    if (!lines.equals(expected)) {
      throw new AssertionError(how + ": " + lines + ", but it is " + expected);
    }
  }
}
