package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.Test;

/** Lines that scans gain nothing from are left to the full parser, and ordinary ones are not. */
public class GivingWayTest {
  private static final long START = Instant.parse("2023-11-14T22:13:20Z").toEpochMilli();

  /** More than what is learnt at first, and the first credit, are good for. */
  private static final int MANY = 6_000;

  /** The ordinary lines that a new start may take: some milliseconds of parsing. */
  private static final int SOME = 8_000;

  private final Random random = new Random(1);
  private final SyntheticTweets tweets = SyntheticTweets.withSeed(3).withHappyShare(0.1);
  private final MessageParser parser = new MessageParser();
  private long lines;

  private byte[] ordinary() {
    return tweets.nextV2(START + lines);
  }

  /** As of a program that keeps members in no order. */
  private byte[] shuffled() {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      members.add("\"member_" + i + "\":{\"of\":\"" + random.nextInt(100) + "\"}");
    }
    members.add("\"id\":\"" + (1L << 60 | lines) + "\"");
    members.add("\"text\":\"text " + lines + "\"");
    members.add("\"lang\":\"en\"");
    members.add("\"entities\":{\"hashtags\":[{\"start\":1,\"end\":2,\"tag\":\"x\"}]}");
    Collections.shuffle(members, random);
    return ("{\"data\":{" + String.join(",", members) + "}}").getBytes(UTF_8);
  }

  /** Only at its end it turns out that a scan must not decide about it. */
  private byte[] repeating() {
    String line = new String(ordinary(), UTF_8);
    return (line.substring(0, line.lastIndexOf('}')) + ",\"data\":null}").getBytes(UTF_8);
  }

  /** With names that are never seen again. */
  private byte[] madeUp() {
    StringBuilder line = new StringBuilder("{\"id\":%d,\"text\":\"\"".formatted(1L << 60 | lines));
    for (int i = 0; i < 50; i++) {
      line.append(",\"n").append(Integer.toHexString(random.nextInt())).append("\":1");
    }
    return line.append("}").toString().getBytes(UTF_8);
  }

  private List<Supplier<byte[]>> oddKinds() {
    return List.of(this::shuffled, this::repeating, this::madeUp);
  }

  /** Whether a line is read without the full parser. */
  private boolean isScanned(byte[] line) {
    lines++;
    boolean[] scanned = {false};
    parser.parse(
        line,
        0,
        line.length,
        new MessageHandler() {
          @Override
          public void status(Status status) {
            scanned[0] = status instanceof ScannedStatus;
          }

          @Override
          public void other(MessageKind kind) {}

          @Override
          public void malformed(String reason) {}
        });
    return scanned[0];
  }

  private int scanned(int count, Supplier<byte[]> kind) {
    int scanned = 0;
    for (int i = 0; i < count; i++) {
      scanned += isScanned(kind.get()) ? 1 : 0;
    }
    return scanned;
  }

  @Test
  public void linesOfWhichScansMakeNothingEndUpWithTheFullParser() {
    for (Supplier<byte[]> odd : oddKinds()) {
      scanned(MANY, odd);
      assertThat(scanned(MANY, odd), is(lessThan(MANY / 50)));
    }
  }

  @Test
  public void ordinaryLinesAreScannedAgainSoonAfterOthers() {
    for (int phase = 0; phase < 2; phase++) {
      for (Supplier<byte[]> odd : oddKinds()) {
        scanned(MANY, odd);
        scanned(SOME, this::ordinary);
        assertThat(scanned(MANY, this::ordinary), is(MANY));
      }
    }
  }

  @Test
  public void oneOddLineInTenDoesNotStopTheOthersFromBeingScanned() {
    for (Supplier<byte[]> odd : oddKinds()) {
      int scanned = 0;
      for (int i = 0; i < MANY / 2; i++) {
        isScanned(odd.get());
        scanned += scanned(9, this::ordinary);
      }
      assertThat(scanned, is(greaterThan(9 * MANY / 2 * 95 / 100)));
    }
  }
}
