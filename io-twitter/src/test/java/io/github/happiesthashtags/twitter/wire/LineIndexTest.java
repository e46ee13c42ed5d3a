package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.testsupport.SharedData;
import io.github.happiesthashtags.twitter.testing.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

/** A job that skims a block learns what one learns that reads all of it. */
public class LineIndexTest {
  private static final String UNTAGGED = v2Message(v2(1, "plain")).toString();
  private static final String BROKEN = "no JSON, whose length is like that of no other line";
  private static final String TAGGED = v2Message(v2(2, "#x", "x")).toString();

  /** A recording in memory, of which a range is read as of a file. */
  private record Recording(String text, long from, long end) implements MessageBlock.Content {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(text.getBytes(UTF_8), (int) start(), text.length());
    }

    @Override
    public long start() {
      return from == 0 ? 0 : from - 1;
    }

    @Override
    public boolean startsMidLine() {
      return from > 0;
    }
  }

  private static MessageBlock inline(String... lines) {
    return MessageBlock.of("stream", 42, (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  private static Skimmed check(MessageBlock block) throws IOException {
    MessageBlock indexed = Skimmed.indexed(block);
    Skimmed skimmed = Skimmed.of(indexed);
    assertThat(skimmed.learned, is(Skimmed.ofAll(block).learned));
    return skimmed;
  }

  @Test
  public void statusesAndOtherMessagesAreNotReadAgain() throws IOException {
    String page = v2Page(v2(4, "one of two"), v2(5, "plain")).toString();
    Skimmed skimmed =
        check(
            inline(
                UNTAGGED,
                TAGGED,
                v1(3, "plain").toString(),
                v1(6, "#x :)", "x").toString(),
                "",
                "{\"delete\":{\"status\":{\"id\":1}}}",
                page,
                BROKEN,
                UNTAGGED + "\r"));

    assertThat(skimmed.spared, is(5));
    assertThat(skimmed.positions.size(), is(4));
    assertThat(skimmed.positions.get(3) - skimmed.positions.get(2), is(page.length() + 1L));
  }

  @Test
  public void anEditIsPassedOnEvenWithoutHashtags() throws IOException {
    String first = v2(1, "plain").with("edit_history_tweet_ids", Json.array("" + id(1))).toString();
    String edit = v2(2, "plain").with("edit_history_tweet_ids", Json.array("" + id(1))).toString();
    String tagged = v1(3, "#x", "x").with("edit_history_tweet_ids", Json.array(id(1))).toString();
    Skimmed skimmed = check(inline(first, edit, tagged));

    assertThat(skimmed.spared, is(1));
    assertThat(
        skimmed.learned.stream().filter(learned -> learned.startsWith("" + id(1))).count(), is(2L));
  }

  @Test
  public void aRecordingOfWhichAllIsKnownIsNotOpened() throws IOException {
    MessageBlock known = Skimmed.indexed(inline(UNTAGGED, "", UNTAGGED));
    MessageBlock.Content gone =
        new MessageBlock.Content() {
          private static final long serialVersionUID = 1L;

          @Override
          public InputStream open() throws IOException {
            throw new IOException("opened");
          }

          @Override
          public long start() {
            return 7;
          }

          @Override
          public boolean startsMidLine() {
            return true;
          }

          @Override
          public long end() {
            return Long.MAX_VALUE;
          }
        };

    Skimmed skimmed = Skimmed.of(MessageBlock.reference("file", gone).withIndex(known.index()));

    assertThat(skimmed.learned, is(Skimmed.of(known).learned));
  }

  @Test
  public void aBlockWithoutIndexIsReadWhole() throws IOException {
    Skimmed skimmed = Skimmed.of(inline(UNTAGGED, TAGGED));

    assertThat(skimmed.spared, is(0));
    assertThat(skimmed.positions.size(), is(2));
  }

  @Test
  public void theLastLineMayHaveNoEnd() throws IOException {
    for (String other : new String[] {TAGGED, BROKEN}) {
      byte[] known = (other + '\n' + UNTAGGED).getBytes(UTF_8);
      byte[] read = (UNTAGGED + '\n' + other).getBytes(UTF_8);

      assertThat(check(MessageBlock.of("stream", 0, known)).spared, is(1));
      assertThat(check(MessageBlock.of("stream", 0, read)).spared, is(1));
    }
  }

  @Test
  public void aRangeOfARecordingIsReadFromItsFirstLine() throws IOException {
    String text = String.join("\n", BROKEN, UNTAGGED, BROKEN, TAGGED, BROKEN);
    for (int from : new int[] {0, 1, BROKEN.length() + 1}) {
      MessageBlock block =
          MessageBlock.reference("file", new Recording(text, from, text.length() - 1));
      // A source names the range by its first line.
      long first = Skimmed.ofAll(block).positions.get(0);
      block = MessageBlock.reference("file", new Recording(text, first, text.length() - 1));
      Skimmed skimmed = check(block);
      assertThat(skimmed.spared, is(1));
      assertThat(Skimmed.ofAll(block).positions.containsAll(skimmed.positions), is(true));
    }
  }

  @Test
  public void recordingsAreSkimmedWithoutADifference() throws IOException {
    for (String folder : List.of("tweets-v1.1", "tweets-v2")) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(SharedData.file(folder), "*.json*")) {
        for (Path file : files) {
          check(MessageBlock.of("file", 0, Files.readAllBytes(file)));
        }
      }
    }
  }

  @Test
  public void oddMessagesAreSkimmedWithoutADifference() throws IOException {
    OddMessages odd = new OddMessages(11);
    SyntheticTweets tweets = SyntheticTweets.withSeed(12).withHappyShare(0.2);
    long start = Instant.parse("2023-11-14T22:13:20Z").toEpochMilli();
    int spared = 0;
    for (int i = 0; i < 300; i++) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (int j = 0; j < 10; j++) {
        // Backwards, too.
        long millis = start + i * 1_000L - j * 90_000L;
        for (byte[] line :
            List.of(odd.next(), odd.damage(odd.next()), tweets.nextV2(millis), new byte[0])) {
          lines.write(line);
          lines.write('\n');
        }
      }
      spared += check(MessageBlock.of("stream", i, lines.toByteArray())).spared;
    }
    assertThat(spared, is(greaterThan(5_000)));
  }

  @Test
  public void itTravelsWithTheBlock() throws Exception {
    MessageBlock block = Skimmed.indexed(inline(UNTAGGED, TAGGED, BROKEN));

    CoderProperties.coderDecodeEncodeEqual(MessageBlockCoder.of(), block);
    Skimmed skimmed = Skimmed.of(CoderUtils.clone(MessageBlockCoder.of(), block));
    assertThat(skimmed.learned, is(Skimmed.of(block).learned));
    assertThat(skimmed.spared, is(1));
    assertThat(Skimmed.of(block.withArrival(new Arrival(1, 2, 3))).spared, is(1));
  }

  @Test
  public void linesThatDoNotFollowOneAnotherAreReadAgain() throws IOException {
    LineIndex.Builder builder = new LineIndex.Builder(0);
    MessageInspector inspector = new MessageInspector();
    byte[] line = UNTAGGED.getBytes(UTF_8);
    inspector.inspect(line, 0, line.length);
    builder.add(inspector, line.length);
    builder.giveUp();

    assertThat(Skimmed.of(inline(UNTAGGED).withIndex(builder.index())).spared, is(0));
  }

  @Test
  public void aDamagedIndexIsRefused() {
    String lineOf1 = "10";
    // No such kind, a number that does not end, too many bits, longer than any line, no times.
    for (String entries :
        List.of("0f", "80", "ffffffffffffffffff7f", "f0ffffffff01", "80".repeat(12), "11", "12")) {
      LineIndex index = new LineIndex(HexFormat.of().parseHex(lineOf1 + entries));
      assertThrows(
          entries, IOException.class, () -> Skimmed.of(inline("a", "b", "c").withIndex(index)));
    }
  }

  @Test
  public void anIndexOfMoreThanThereIsIsRefused() throws IOException {
    MessageBlock two = Skimmed.indexed(inline(BROKEN, BROKEN));
    MessageBlock one = inline(BROKEN).withIndex(two.index());

    assertThrows(IOException.class, () -> Skimmed.of(one));
    assertThat(Skimmed.of(inline("a").withIndex(LineIndex.NONE)).positions, contains(42L));
  }
}
