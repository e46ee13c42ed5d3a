package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.testsupport.SharedData;
import io.github.happiesthashtags.twitter.scan.StatusScanner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.Test;

/** A scan may spare the full parser a line, and never changes what is found in it. */
public class ScannedLineTest {
  private static final long START = Instant.parse("2023-11-14T22:13:20Z").toEpochMilli();

  private final StatusScanner scanner = new StatusScanner();

  /** Knows the steps that earlier lines took. */
  private final MessageParser experienced = new MessageParser();

  private int lines;
  private int scanned;

  private void check(byte[] line) {
    String expected = Outcome.ofFullParser(line).toString();
    assertFound(Outcome.of(line), expected, line);
    Outcome again = new Outcome();
    experienced.parse(line, 0, line.length, again);
    assertFound(again, expected, line);
    lines++;
    scanned += scanner.scan(line, 0, line.length) ? 1 : 0;
  }

  private static void assertFound(Outcome found, String expected, byte[] line) {
    if (!found.toString().equals(expected)) {
      throw new AssertionError(
          "expected " + expected + ", found " + found + " in " + new String(line, UTF_8));
    }
  }

  private void assertScannedOf100(int atLeast) {
    assertThat("lines", lines, is(greaterThan(0)));
    assertThat("scanned of 100", 100 * scanned / lines, is(greaterThan(atLeast - 1)));
  }

  private void checkRecordings(String folder) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(SharedData.file(folder), "*.json*")) {
      for (Path file : files) {
        for (String line : Files.readString(file, ISO_8859_1).split("\n", -1)) {
          check(line.getBytes(ISO_8859_1));
        }
      }
    }
  }

  private void checkSimulated(double happyShare, BiFunction<SyntheticTweets, Long, byte[]> format) {
    SyntheticTweets tweets = SyntheticTweets.withSeed(5).withHappyShare(happyShare);
    for (int i = 0; i < 1_000; i++) {
      check(format.apply(tweets, START + i));
    }
  }

  @Test
  public void simulatedStatusesAreAllScanned() {
    checkSimulated(0.014, SyntheticTweets::nextV2);
    checkSimulated(1, SyntheticTweets::nextV2);
    assertScannedOf100(100);
  }

  @Test
  public void simulatedV1StatusesAreScannedAndTheirDeletesAreNot() {
    checkSimulated(0.014, SyntheticTweets::nextV1);
    checkSimulated(1, SyntheticTweets::nextV1);
    assertScannedOf100(85);
  }

  @Test
  public void recordedV1StatusesAreAllScannedWithoutADifference() throws IOException {
    checkRecordings("tweets-v1.1");
    assertThat(scanned, is(275 + 819 + 209 + 72 + 3));
  }

  @Test
  public void recordedV2StatusesOutsidePagesAreAllScannedWithoutADifference() throws IOException {
    checkRecordings("tweets-v2");
    assertThat(scanned, is(7));
  }

  @Test
  public void oddMessagesAreScannedWithoutADifference() {
    OddMessages odd = new OddMessages(3);
    for (int i = 0; i < 6_000; i++) {
      check(odd.next());
    }
    assertScannedOf100(15);
  }

  @Test
  public void damagedLinesAreScannedWithoutADifference() {
    OddMessages odd = new OddMessages(4);
    SyntheticTweets tweets = SyntheticTweets.withSeed(6).withHappyShare(0.5);
    for (int i = 0; i < 100; i++) {
      for (byte[] line : List.of(odd.next(), tweets.nextV2(START), tweets.nextV1(START))) {
        for (int damage = 0; damage < 8; damage++) {
          check(odd.damage(line));
        }
      }
    }
    assertScannedOf100(15);
  }

  @Test
  public void aLineIsNotReadBeyondItsEnd() {
    OddMessages odd = new OddMessages(5);
    for (int i = 0; i < 20; i++) {
      byte[] line = odd.next();
      for (int length = 0; length < line.length; length++) {
        byte[] cut = Arrays.copyOf(line, length);
        String expected = Outcome.ofFullParser(cut).toString();
        for (char follower : new char[] {'"', '}', '0', '\\'}) {
          byte[] buffer = Arrays.copyOf(line, length + 1);
          buffer[length] = (byte) follower;
          Outcome found = new Outcome();
          new MessageParser().parse(buffer, 0, length, found);
          assertThat(found.toString(), is(expected));
        }
      }
    }
  }
}
