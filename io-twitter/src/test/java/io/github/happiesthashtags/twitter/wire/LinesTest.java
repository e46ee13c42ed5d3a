package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.scan.Words;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.Test;

/** How a stream is cut into lines. */
public class LinesTest {

  private record Line(String text, long position, boolean overlong) {}

  private static InputStream stream(String content) {
    return new ByteArrayInputStream(content.getBytes(ISO_8859_1));
  }

  private static List<Line> read(InputStream in, long position, long end, boolean midLine)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    Lines.read(
        in,
        position,
        end,
        midLine,
        (buffer, offset, length, at, overlong) ->
            lines.add(new Line(new String(buffer, offset, length, ISO_8859_1), at, overlong)));
    return lines;
  }

  private static List<String> linesOf(String content) throws IOException {
    return read(stream(content), 0, Long.MAX_VALUE, false).stream().map(Line::text).toList();
  }

  /** The lines of content and where they start, found the slow way. */
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

  /** Gives at most so many bytes a read, as sockets do. */
  private static InputStream trickle(InputStream in, int most) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, most));
      }
    };
  }

  private static String random(Random random, int length) {
    char[] content = new char[length];
    for (int i = 0; i < length; i++) {
      content[i] = "\n\n\r\u000b\u008a\u00ffab\0\u0009".charAt(random.nextInt(10));
    }
    return new String(content);
  }

  @Test
  public void linesEndAtTheNewline() throws IOException {
    assertThat(linesOf("a\nbc\n"), contains("a", "bc"));
  }

  @Test
  public void theLastLineNeedsNoNewline() throws IOException {
    assertThat(linesOf("a\nbc"), contains("a", "bc"));
    assertThat(linesOf("a"), contains("a"));
  }

  @Test
  public void aCarriageReturnIsLeftToTheParser() throws IOException {
    assertThat(linesOf("a\r\n\r\nb\rc\r\n"), contains("a\r", "\r", "b\rc\r"));
  }

  @Test
  public void emptyLinesAreLines() throws IOException {
    assertThat(linesOf("\n\na\n\n"), contains("", "", "a", ""));
  }

  @Test
  public void emptyInputHasNoLines() throws IOException {
    assertThat(linesOf(""), is(empty()));
    assertThat(read(stream(""), 5, Long.MAX_VALUE, true), is(empty()));
  }

  @Test
  public void positionsCountFromTheGivenOne() throws IOException {
    assertThat(
        read(stream("a\nbc\n\nd"), 100, Long.MAX_VALUE, false),
        contains(
            new Line("a", 100, false),
            new Line("bc", 102, false),
            new Line("", 105, false),
            new Line("d", 106, false)));
  }

  @Test
  public void theHandlerStopsTheReading() throws IOException {
    List<String> seen = new ArrayList<>();
    Lines.read(
        stream("a\nb\nc\n"),
        0,
        Long.MAX_VALUE,
        false,
        (buffer, offset, length, position, overlong) -> {
          seen.add(new String(buffer, offset, length, ISO_8859_1));
          return seen.size() < 2;
        });

    assertThat(seen, contains("a", "b"));
  }

  @Test
  public void whatTheStreamThrowsComesThroughBehindTheLinesBeforeIt() {
    List<String> seen = new ArrayList<>();
    InputStream broken = new BrokenInputStream(() -> new IOException("gone"));
    InputStream in = trickle(new SequenceInputStream(stream("a\nb\nc"), broken), 4);

    assertThrows(
        IOException.class,
        () ->
            Lines.read(
                in,
                0,
                Long.MAX_VALUE,
                false,
                (buffer, offset, length, position, overlong) ->
                    seen.add(new String(buffer, offset, length, ISO_8859_1))));
    assertThat(seen, contains("a", "b"));
  }

  @Test
  public void linesLongerThanTheBufferAreWhole() throws IOException {
    Random random = new Random(1);
    StringBuilder content = new StringBuilder();
    for (int length : new int[] {1 << 18, (1 << 18) - 1, 1, (1 << 18) + 1, 1 << 20, 0, 3_000_000}) {
      char[] line = new char[length];
      Arrays.fill(line, (char) ('a' + random.nextInt(26)));
      content.append(line).append('\n');
    }

    assertThat(
        read(stream(content.toString()), 0, Long.MAX_VALUE, false), is(naive(content.toString())));
    assertThat(
        read(trickle(stream(content.toString()), 70_001), 0, Long.MAX_VALUE, false),
        is(naive(content.toString())));
  }

  @Test
  public void randomContentIsCutAsByTheNaiveWayHoweverItIsRead() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 3_000; i++) {
      String content = random(random, random.nextInt(60));
      InputStream in = trickle(stream(content), 1 + random.nextInt(20));

      assertThat(content, read(in, 0, Long.MAX_VALUE, false), is(naive(content)));
    }
  }

  @Test
  public void everyLineBelongsToExactlyOneRangeWhateverTheRangesSize() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 150; i++) {
      String content = random(random, 1 + random.nextInt(50));
      for (int size = 1; size <= content.length(); size++) {
        List<Line> all = new ArrayList<>();
        for (int start = 0; start < content.length(); start += size) {
          // As a recording's part is read: from one byte before, to see whether a line starts here.
          int from = start == 0 ? 0 : start - 1;
          InputStream in = trickle(stream(content.substring(from)), 1 + random.nextInt(9));
          all.addAll(read(in, from, start + size, start > 0));
        }
        assertThat(content + " by " + size, all, is(naive(content)));
      }
    }
  }

  @Test
  public void aLineOfTheGreatestLengthIsWholeAndALongerOneIsASample() throws IOException {
    char[] longest = new char[Lines.MAX_LINE_BYTES];
    Arrays.fill(longest, 'x');
    String content = "a\n" + new String(longest) + "\nb\n" + new String(longest) + "y\nc\nd";

    for (int most : new int[] {Integer.MAX_VALUE, 1 << 20, 999_983}) {
      List<Line> lines = read(trickle(stream(content), most), 0, Long.MAX_VALUE, false);

      assertThat(
          lines.stream().map(l -> l.text().length()).toList(),
          contains(1, Lines.MAX_LINE_BYTES, 1, 1024, 1, 1));
      assertThat(
          lines.stream().map(Line::overlong).toList(),
          contains(false, false, false, true, false, false));
      assertThat(lines.get(5).position(), is(content.length() - 1L));
    }
  }

  @Test
  public void anOverlongLastLineIsASampleOnce() throws IOException {
    char[] huge = new char[3 * Lines.MAX_LINE_BYTES];
    Arrays.fill(huge, 'x');
    String content = "a\n" + new String(huge);

    for (int length : new int[] {content.length(), Lines.MAX_LINE_BYTES + 3}) {
      InputStream in = stream(content.substring(0, length));
      assertThat(
          read(in, 0, Long.MAX_VALUE, false).stream().map(Line::overlong).toList(),
          contains(false, true));
    }
  }

  @Test
  public void theRestOfAnOverlongLineBelongsToNoLaterRange() throws IOException {
    char[] huge = new char[2 * Lines.MAX_LINE_BYTES];
    Arrays.fill(huge, 'x');
    String content = new String(huge) + "\nb\n";
    int middle = Lines.MAX_LINE_BYTES + 5;

    assertThat(
        read(stream(content), 0, middle, false).stream().map(Line::overlong).toList(),
        contains(true));
    assertThat(
        read(stream(content.substring(middle - 1)), middle - 1, Long.MAX_VALUE, true),
        contains(new Line("b", huge.length + 1L, false)));
  }

  @Test
  public void theNewlineIsFoundAtEveryOffsetAmongBytesThatResembleIt() {
    byte[] resembling = {0x0B, 0x09, (byte) 0x8A, 0x4A, 0, (byte) 0xFF};
    Random random = new Random(4);
    for (int length = 0; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] buffer = new byte[length];
        for (int i = 0; i < length; i++) {
          buffer[i] = resembling[random.nextInt(resembling.length)];
        }
        assertThat(Words.lineFeed(buffer, 0, length), is(-1));
        buffer[at] = '\n';
        assertThat(Words.lineFeed(buffer, 0, length), is(at));
        assertThat(Words.lineFeed(buffer, 0, at), is(-1));
        assertThat(Words.lineFeed(buffer, at + 1, length), is(-1));
      }
    }
  }
}
