package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Test;

/** Collecting details must never change what a message is. */
public class DetailsTest {
  private static final MessageParser WITH_DETAILS =
      new MessageParser(EnumSet.allOf(TweetField.class));

  private static void compare(byte[] line) {
    Outcome detailed = new Outcome();
    WITH_DETAILS.parse(line, 0, line.length, detailed);
    assertThat(
        new String(line, UTF_8), detailed.toString(), is(Outcome.ofFullParser(line).toString()));
  }

  @Test
  public void detailsDoNotChangeWhatAFuzzedLineIs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz/wire.MessageFuzz"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        compare(Files.readAllBytes(file));
      }
    }
  }

  @Test
  public void detailsDoNotChangeWhatADamagedLineIs() throws IOException {
    Random random = new Random(1);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("src/test/resources/tweets"), "*.json")) {
      for (Path file : files) {
        byte[] line = Files.readString(file).replace('\n', ' ').getBytes(UTF_8);
        compare(line);
        for (int i = 0; i < 200; i++) {
          byte[] damaged = line.clone();
          int at = random.nextInt(damaged.length);
          damaged[at] = (byte) "\"{}[]:,\\0-e\u0000xn\u00ff".charAt(random.nextInt(15));
          compare(damaged);
        }
      }
    }
  }

  @Test
  public void detailsDoNotChangeWhatAGeneratedLineIs() {
    SyntheticTweets tweets = SyntheticTweets.withSeed(3);
    for (int i = 0; i < 500; i++) {
      compare(tweets.nextV1(1_700_000_000_000L + i));
      compare(tweets.nextV2(1_700_000_000_000L + i));
    }
  }
}
