package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** A line that is taken before anybody looked for its end is the line that would be handed over. */
public class TakenLineTest {
  private static final long START = Instant.parse("2023-11-14T22:13:20Z").toEpochMilli();

  private static final byte[] LINE_FEED = {'\n'};
  private static final byte[] RETURN_AND_LINE_FEED = {'\r', '\n'};

  private final Random random = new Random(1);
  private final OddMessages odd = new OddMessages(7);
  private final SyntheticTweets tweets = SyntheticTweets.withSeed(8).withHappyShare(0.5);
  private int taken;

  /** Notes where each line stands and what is in it. */
  private static class Handed implements Lines.Handler {
    final List<String> seen = new ArrayList<>();
    final MessageParser parser = new MessageParser();

    @Override
    public boolean line(byte[] buffer, int offset, int length, long position, boolean overlong) {
      Outcome outcome = new Outcome();
      if (!overlong) {
        parser.parse(buffer, offset, length, outcome);
      }
      seen.add(position + " " + length + " " + overlong + " " + outcome);
      return true;
    }
  }

  private final class Taken extends Handed {
    @Override
    public int take(byte[] buffer, int offset, int limit, long position) {
      int end = parser.scan(buffer, offset, limit);
      if (end != Lines.NOT_TAKEN) {
        Outcome outcome = new Outcome();
        outcome.status(parser.scanned());
        seen.add(position + " " + (end - offset) + " false " + outcome);
        taken++;
      }
      return end;
    }
  }

  private byte[] someLines(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] line =
          switch (random.nextInt(6)) {
            case 0 -> odd.next();
            case 1 -> odd.damage(tweets.nextV2(START + i));
            case 2 -> new byte[0];
            case 3 -> tweets.nextV1(START + i);
            default -> tweets.nextV2(START + i);
          };
      out.write(line);
      if (i < count - 1 || random.nextBoolean()) {
        out.write(random.nextBoolean() ? LINE_FEED : RETURN_AND_LINE_FEED);
      }
    }
    return out.toByteArray();
  }

  /** As from a network: in pieces of any size. */
  private InputStream inPieces(byte[] bytes, int from, int largest) {
    return new FilterInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(largest)));
      }
    };
  }

  @Test
  public void takenLinesAreThoseThatWouldBeHandedOver() throws IOException {
    for (int round = 0; round < 500; round++) {
      byte[] bytes = someLines(30);
      int from = random.nextBoolean() ? 0 : random.nextInt(bytes.length);
      long end = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(bytes.length + 10);
      int largest = 1 << random.nextInt(20);
      Handed handed = new Handed();
      Taken takes = new Taken();

      Lines.read(inPieces(bytes, from, largest), from, end, from > 0, handed);
      Lines.read(inPieces(bytes, from, largest), from, end, from > 0, takes);

      assertThat(takes.seen, is(handed.seen));
    }
    assertThat(taken, is(greaterThan(1_000)));
  }

  @Test
  public void aLineThatIsLongerThanAnyMessageIsNotTaken() throws IOException {
    byte[] status = tweets.nextV2(START);
    byte[] padding = " ".repeat(Lines.MAX_LINE_BYTES - status.length).getBytes(US_ASCII);
    for (int more = 0; more < 2; more++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(status);
      out.write(padding);
      out.write(" ".repeat(more).getBytes(US_ASCII));
      out.write('\n');
      Handed handed = new Handed();
      Taken takes = new Taken();

      Lines.read(new ByteArrayInputStream(out.toByteArray()), 0, Long.MAX_VALUE, false, handed);
      Lines.read(new ByteArrayInputStream(out.toByteArray()), 0, Long.MAX_VALUE, false, takes);

      assertThat(takes.seen, is(handed.seen));
    }
  }
}
