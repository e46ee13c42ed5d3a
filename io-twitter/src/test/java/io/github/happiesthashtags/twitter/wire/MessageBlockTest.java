package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.testing.Decoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

/** Blocks, and how they travel. */
public class MessageBlockTest {
  private static final Arrival ARRIVAL = new Arrival(-5, 10_000, 1L << 50, 1L << 49);

  /** A recording of one text, of which a range is read. */
  private record Text(String text, long start, long end, boolean startsMidLine)
      implements MessageBlock.Content {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(text.getBytes(UTF_8), (int) start, text.length());
    }
  }

  private static MessageBlock inline(String messages) {
    return MessageBlock.of("stream", 42, messages.getBytes(UTF_8));
  }

  private static List<String> read(MessageBlock block) throws IOException {
    List<String> lines = new ArrayList<>();
    block.read(
        (buffer, offset, length, position, overlong) ->
            lines.add(position + ":" + new String(buffer, offset, length, UTF_8)));
    return lines;
  }

  @Test
  public void aBlockReadsItsOwnMessages() throws IOException {
    assertThat(read(inline("a\nbc\nd")), contains("42:a", "44:bc", "47:d"));
    assertThat(read(inline("a\n").withArrival(ARRIVAL)), contains("42:a"));
  }

  @Test
  public void aReferenceReadsTheRangeThatItPointsTo() throws IOException {
    MessageBlock block = MessageBlock.reference("file", new Text("a\nbc\nd\ne", 1, 6, true));

    assertThat(read(block), contains("2:bc", "5:d"));
    assertThat(block.position(), is(1L));
  }

  @Test
  public void theCoderKeepsAnInlineBlock() throws Exception {
    for (String messages :
        List.of("", "\n", "a\nb", "\u00e9\n".repeat(100_000), "x".repeat(5_000_000))) {
      for (Arrival arrival : List.of(Arrival.UNKNOWN, ARRIVAL)) {
        MessageBlock block = inline(messages).withArrival(arrival);
        CoderProperties.coderDecodeEncodeEqual(MessageBlockCoder.of(), block);
        MessageBlock copy = CoderUtils.clone(MessageBlockCoder.of(), block);
        assertThat(read(copy), is(read(block)));
        assertThat(copy.arrival(), is(arrival));
      }
    }
  }

  @Test
  public void aBlockOfSeveralFilesKnowsWhereEachLineComesFrom() throws Exception {
    MessageBlock block =
        MessageBlock.of(
            "a",
            42,
            "1\n22\n3\n4\n".getBytes(UTF_8),
            List.of(
                new MessageBlock.Joint(44, new MessageBlock.Origin("b", 0)),
                new MessageBlock.Joint(49, new MessageBlock.Origin("c", 7))));

    assertThat(read(block), contains("42:1", "44:22", "47:3", "49:4"));
    assertThat(block.origin(42), is(new MessageBlock.Origin("a", 42)));
    assertThat(block.origin(44), is(new MessageBlock.Origin("b", 0)));
    assertThat(block.origin(47), is(new MessageBlock.Origin("b", 3)));
    assertThat(block.origin(49), is(new MessageBlock.Origin("c", 7)));
    CoderProperties.coderDecodeEncodeEqual(MessageBlockCoder.of(), block);
    assertThat(CoderUtils.clone(MessageBlockCoder.of(), block).origin(49), is(block.origin(49)));
  }

  @Test
  public void theCoderKeepsAReference() throws Exception {
    MessageBlock block =
        MessageBlock.reference("file", new Text("a\nb", 0, Long.MAX_VALUE, false))
            .withArrival(ARRIVAL);

    CoderProperties.coderDecodeEncodeEqual(MessageBlockCoder.of(), block);
    assertThat(read(CoderUtils.clone(MessageBlockCoder.of(), block)), contains("0:a", "2:b"));
  }

  @Test
  public void aLengthThatIsNotThereIsRefusedBeforeItsMemoryIsTaken() {
    String header = "0173" + "00000000" + "01" + "00";
    for (String length : List.of("ffffffff07", "ffffffff03", "ffffffff0f", "05")) {
      assertThat(decode(length), is(Optional.empty()));
      assertThat(decode(length + "61"), is(Optional.empty()));
      assertThat(decode(header + length + "61"), is(Optional.empty()));
      assertThat(decode(header + "0161" + length + "61"), is(Optional.empty()));
      assertThat(decode("0173" + "00000000" + "00" + length + "61"), is(Optional.empty()));
    }
    assertThat(decode("0173" + "00000000" + "02" + "ffffffff07" + "00"), is(Optional.empty()));
    assertThat(decode("0173" + "00000000" + "03" + "00"), is(Optional.empty()));
    MessageBlock whole =
        MessageBlock.of("s", 0, new byte[] {'a'}).withArrival(new Arrival(0, 0, 0, 0));
    assertThat(decode(header + "0161" + "00"), is(Optional.of(whole)));
  }

  @Test
  public void aReferenceThatIsNoneIsRefused() throws Exception {
    ByteArrayOutputStream arrayOfGigabytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(arrayOfGigabytes)) {
      out.writeObject(new byte[0]);
    }
    byte[] array = arrayOfGigabytes.toByteArray();
    array[array.length - 4] = 0x3f;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(text)) {
      out.writeObject("not a recording");
    }
    for (byte[] object : List.of(array, text.toByteArray(), new byte[0], new byte[] {1, 2, 3})) {
      String length = HexFormat.of().toHexDigits((byte) object.length);
      String encoded = length + HexFormat.of().formatHex(object);
      assertThat(decode("0173" + "00000000" + "00" + encoded + "00"), is(Optional.empty()));
    }
  }

  private static Optional<MessageBlock> decode(String hex) {
    return Decoding.decode(MessageBlockCoder.of(), HexFormat.of().parseHex(hex));
  }

  @Test
  public void blocksOfOneStreamFollowEachOtherInAnEncoding() throws Exception {
    Coder<List<MessageBlock>> list = ListCoder.of(MessageBlockCoder.of());
    List<MessageBlock> blocks =
        List.of(
            inline("a\n"),
            MessageBlock.reference("file", new Text("x", 0, 9, false)),
            inline("b\n"));

    assertThat(CoderUtils.clone(list, blocks), is(blocks));
  }

  @Test
  public void theCoderIsFoundSerialisableAndNotForKeys() throws Exception {
    assertThat(
        CoderRegistry.createDefault().getCoder(MessageBlock.class), is(MessageBlockCoder.of()));
    CoderProperties.coderSerializable(MessageBlockCoder.of());
    assertThrows(
        Coder.NonDeterministicException.class, () -> MessageBlockCoder.of().verifyDeterministic());
  }

  @Test
  public void blocksAreEqualWhenAllOfThemIs() {
    assertThat(inline("a"), is(inline("a")));
    assertThat(inline("a").hashCode(), is(inline("a").hashCode()));
    assertThat(inline("a"), is(not(inline("b"))));
    assertThat(inline("a"), is(not(inline("a").withArrival(ARRIVAL))));
    assertThat(inline("a"), is(not(MessageBlock.of("other", 42, new byte[] {'a'}))));
    assertThat(inline("a"), is(not(MessageBlock.of("stream", 43, new byte[] {'a'}))));
  }

  @Test
  public void itsNameInALogHoldsNoMessage() {
    assertThat(inline("secret").toString(), is("MessageBlock{stream@42}"));
    assertThat(inline("secret").toString(), not(containsString("secret")));
  }

  @Test
  public void theWatermarkFollowsTheHighestTimeThatIsNotFromTheFuture() {
    Arrival live = new Arrival(0, 10, 1_000);

    assertThat(live.after(100, 200), is(190L));
    assertThat(live.after(100, 105), is(100L));
    assertThat(live.after(100, 1_000), is(990L));
    assertThat(live.after(100, 1_001), is(100L));
    assertThat(Arrival.UNKNOWN.after(Long.MIN_VALUE, 5), is(Long.MIN_VALUE));
    long hour = Duration.ofHours(1).toMillis();
    Arrival replay = new Arrival(0, 10, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(replay.after(0, 10 + 10_000), is(10_000L));
    assertThat(replay.after(0, 11 + 10_000), is(0L));
    assertThat(replay.after(Long.MIN_VALUE, 5), is(Long.MIN_VALUE));
    Arrival disorderly = new Arrival(0, 2 * hour, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(disorderly.after(0, 4 * hour), is(2 * hour));
    assertThat(disorderly.after(0, 4 * hour + 1), is(0L));
    Arrival byTheClock = new Arrival(0, 10, 5 * hour, 4 * hour);
    assertThat(byTheClock.after(0, 2 * hour), is(0L));
    assertThat(byTheClock.after(0, 4 * hour), is(4 * hour - 10));
    assertThat(byTheClock.after(Long.MIN_VALUE, 5), is(-5L));
  }
}
