package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TweetReader;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the CPU time of reading lines into tweets: with all fields and with three, beside
 * Jackson's tree into the same value and its tokens alone, in turns. Arguments: recordings to read
 * too.
 */
public final class TweetReadRate {
  private static final int LINES = 500;
  private static final int ROUNDS = 9;
  private static final long WARM_UP_NANOS = 4_000_000_000L;
  private static final long ROUND_NANOS = 150_000_000L;
  private static final long EVENT_MILLIS = 1_700_000_000_000L;

  private TweetReadRate() {}

  private interface Reader {
    List<Tweet> read(byte[] line, int offset, int length) throws IOException;
  }

  public static void main(String[] files) throws IOException {
    Map<String, List<byte[]>> inputs = new LinkedHashMap<>();
    SyntheticTweets tweets = SyntheticTweets.withSeed(1);
    List<byte[]> v1 = new ArrayList<>();
    List<byte[]> v2 = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      v1.add(asInBlock(tweets.nextV1(EVENT_MILLIS + i)));
      v2.add(asInBlock(tweets.nextV2(EVENT_MILLIS + i)));
    }
    inputs.put("generated v1.1", v1);
    inputs.put("generated v2", v2);
    for (String file : files) {
      List<byte[]> lines = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(file))) {
        byte[] bytes = line.getBytes(UTF_8);
        try {
          TreeTweets.read(bytes, 0, bytes.length);
          lines.add(asInBlock(bytes));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
          System.out.println("left out: a line that is no JSON");
        }
      }
      inputs.put(Path.of(file).getFileName().toString(), lines);
    }
    Set<TweetField> three = EnumSet.of(TweetField.ID, TweetField.TEXT, TweetField.HASHTAGS);
    for (Map.Entry<String, List<byte[]>> input : inputs.entrySet()) {
      List<Reader> readers =
          List.of(
              TreeTweets::read,
              new TweetReader(TweetField.all())::read,
              new TweetReader(three)::read,
              TweetReadRate::tokens);
      double[][] nanos = new double[readers.size()][ROUNDS];
      for (Reader reader : readers) {
        nanosPerTweet(reader, input.getValue(), WARM_UP_NANOS);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < readers.size(); i++) {
          nanos[i][round] = nanosPerTweet(readers.get(i), input.getValue(), ROUND_NANOS);
        }
      }
      double[] medians = Arrays.stream(nanos).mapToDouble(TweetReadRate::median).toArray();
      System.out.printf(
          "%-45s tree %6.0f ns a tweet; all fields %6.0f ns (%.2f of the tree);"
              + " three fields %6.0f ns (%.2f); Jackson's tokens alone %6.0f ns (%.2f)%n",
          input.getKey(),
          medians[0],
          medians[1],
          medians[1] / medians[0],
          medians[2],
          medians[2] / medians[0],
          medians[3],
          medians[3] / medians[0]);
    }
  }

  /** Returns the line with its line feed, as in a block. */
  private static byte[] asInBlock(byte[] line) {
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }

  /** Walks over the tokens only: no reader on top of Jackson can cost less. */
  private static List<Tweet> tokens(byte[] line, int offset, int length) throws IOException {
    try (JsonParser parser = FullParser.JSON.createParser(line, offset, length)) {
      while (parser.nextToken() != null) {}
    }
    return List.of();
  }

  private static double nanosPerTweet(Reader reader, List<byte[]> lines, long nanos)
      throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long tweets = 0;
    long before = threads.getCurrentThreadCpuTime();
    long spent = 0;
    while (spent < nanos) {
      for (byte[] line : lines) {
        tweets += Math.max(1, reader.read(line, 0, line.length - 1).size());
      }
      spent = threads.getCurrentThreadCpuTime() - before;
    }
    return (double) spent / tweets;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
