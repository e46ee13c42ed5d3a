package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.happiesthashtags.twitter.testing.SinkStub;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

public final class StreamLinesTest {
  private static final String ONE = statusAt(T0);
  private static final String TWO = statusAt(T0 + 1);

  /** Made-up, in the shape of v1.1's stall warnings. */
  private static final String WARNING =
      "{\n  \"warning\":{\n    \"code\":\"FALLING_BEHIND\",\n    \"message\":\"Your connection is"
          + " falling behind.\",\n    \"percent_full\": 60\n  }\n}";

  private static final String JOINED_WARNING = WARNING.replace('\n', ' ');

  private final Noted sink = new Noted();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final StreamLines lines =
      new StreamLines(Allowance.UNLIMITED, InstantSource.system(), () -> {}, closed);

  /** A sink that keeps whole messages. */
  private static final class Noted extends SinkStub {
    private final List<String> messages = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    Noted() {
      super(FeedProgress.NONE);
    }

    @Override
    public void append(byte[] line, int offset, int length, long position, long next) {
      countInspected();
      messages.add(new String(line, offset, length, UTF_8));
      MessageKind kind = inspected().kind();
      kinds.add(
          inspected().isMalformed() ? "malformed" : kind == null ? "status" : String.valueOf(kind));
      positions.add(position);
      ends.add(next);
    }
  }

  @Test
  public void aWarningOverSeveralLinesIsOneMessage() throws Exception {
    read(ONE + "\r\n" + WARNING + "\r\n" + TWO + "\r\n");
    // The warning's own LF completes the message; the CR LF after it is a blank line.
    assertThat(sink.messages, contains(ONE, JOINED_WARNING, TWO));
    assertThat(sink.kinds, contains("status", "WARNING", "status"));
    long warningAt = ONE.length() + 2L;
    long twoAt = warningAt + WARNING.length() + 2;
    assertThat(sink.positions, contains(0L, warningAt, twoAt));
    assertThat(sink.ends, contains(warningAt, twoAt, twoAt + TWO.length() + 2));
  }

  @Test
  public void aStatusWithALineFeedBetweenItsMembersIsAStatus() throws Exception {
    String split = ONE.replace("\"text\"", "\n\"text\"").replace("\"lang\"", "\n\n \"lang\"");
    read(split.replace("\n\n", "\n") + "\r\n" + TWO + "\r\n");
    assertThat(sink.kinds, contains("status", "status"));
  }

  @Test
  public void howTheStreamIsCutIntoReadsMakesNoDifference() throws Exception {
    String all = ONE + "\n" + WARNING + "\r\n" + WARNING + "\n" + "garbage\n" + TWO + "\r\n\r\n";
    read(all);
    List<String> whole = List.copyOf(sink.messages);
    assertThat(whole, contains(ONE, JOINED_WARNING, JOINED_WARNING, "garbage", TWO, ""));
    sink.messages.clear();
    lines.read(byteByByte(all), sink);
    assertThat(sink.messages, is(whole));
  }

  @Test
  public void aServerThatEndsMessagesWithLineFeedsAloneIsUnderstood() throws Exception {
    read(ONE + "\n\n\nno JSON\n" + WARNING + "\n" + TWO + "\n");
    assertThat(sink.messages, contains(ONE, "", "", "no JSON", JOINED_WARNING, TWO));
  }

  @Test
  public void aMessageThatIsWholeIsPassedOnBeforeMoreComes() throws Exception {
    List<Integer> counts = new ArrayList<>();
    InputStream watched =
        new InputStream() {
          private final InputStream parts =
              pieces(ONE + "\n", WARNING + "\n", "garbage\n", TWO + "\n");

          @Override
          public int read() throws IOException {
            throw new IOException("not used");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            counts.add(sink.messages.size());
            return parts.read(bytes, offset, length);
          }
        };
    lines.read(watched, sink);
    assertThat(counts, contains(0, 1, 2, 3, 4));
  }

  @Test
  public void whatCannotBecomeAMessageDoesNotSwallowTheNext() throws Exception {
    for (String broken :
        List.of(
            "{\"id\":1,\"text\":\"cut",
            "{\"id\":1,\"user\":{",
            "{\"id\":1,\"user\":",
            "{\"id\":1,",
            "{",
            "[",
            "}",
            "{]",
            "\u0000",
            "{\"a\":1}}")) {
      sink.messages.clear();
      sink.kinds.clear();
      read(broken + "\n" + "\n" + ONE + "\n" + TWO + "\r\n");
      assertThat(broken, sink.messages, contains(broken, "", ONE, TWO));
      assertThat(broken, sink.kinds.get(0), is("malformed"));
    }
  }

  @Test
  public void aLineThatDoesNotGoOnWithTheMessageBeginsTheNext() throws Exception {
    read("{\"id\":1,\"user\":{\n" + ONE + "\n{\n" + TWO + "\n{\n" + WARNING + "\r\n");
    assertThat(sink.messages, contains("{\"id\":1,\"user\":{", ONE, "{", TWO, "{", JOINED_WARNING));
  }

  @Test
  public void carriageReturnAndLineFeedEndEvenWhatIsNotWhole() throws Exception {
    read("{\"warning\":\n{\"code\":\r\n" + ONE + "\r\n");
    assertThat(sink.messages, contains("{\"warning\": {\"code\":", ONE));
    assertThat(sink.kinds, contains("malformed", "status"));
  }

  @Test
  public void aSplitMessageThatTheConnectionCutIsOneMalformedLine() throws Exception {
    read("{\n  \"warning\":{\n");
    assertThat(sink.messages, contains("{   \"warning\":{"));
    sink.messages.clear();
    read("{\n  \"warning\":{\n  \"co");
    assertThat(sink.messages, contains("{   \"warning\":{   \"co"));
    sink.messages.clear();
    read(ONE + "\r\n");
    assertThat(sink.messages, contains(ONE));
  }

  @Test
  public void aSplitMessageThatClosingCutIsNoMessage() throws Exception {
    closed.countDown();
    read("{\n  \"warning\":{\n  \"co");
    read("{\n  \"warning\":{\n");
    assertThat(sink.messages, hasSize(0));
  }

  @Test
  public void aMessageWithoutAnEndIsBounded() throws Exception {
    String line = "{\"a\":[" + "1,".repeat(500_000) + "\n";
    byte[] more = ("1,".repeat(500_000) + "\n").getBytes(UTF_8);
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream(line.getBytes(UTF_8)));
    for (int i = 0; i < 40; i++) {
      parts.add(new ByteArrayInputStream(more));
    }
    lines.read(new SequenceInputStream(Collections.enumeration(parts)), sink);
    for (String message : sink.messages) {
      assertThat(message.length(), is(lessThan(Lines.MAX_LINE_BYTES + 1)));
    }
  }

  private void read(String content) throws IOException {
    lines.read(new ByteArrayInputStream(content.getBytes(UTF_8)), sink);
  }

  private static InputStream pieces(String... parts) {
    return new SequenceInputStream(
        Collections.enumeration(
            Arrays.stream(parts)
                .map(part -> new ByteArrayInputStream(part.getBytes(UTF_8)))
                .toList()));
  }

  private static InputStream byteByByte(String content) {
    return new ByteArrayInputStream(content.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }
}
