package io.github.happiesthashtags.benchmarks.jmh;

import io.github.happiesthashtags.twitter.wire.FullParser;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much CPU time the fast lane saves: the ratio of the parser's to that of the full parser
 * alone, over the same lines in turns, in one JVM. So a busy machine slows both.
 *
 * <pre>ParseInTurns [INPUT...]</pre>
 *
 * <p>An input is a name that {@link Corpus} knows, or a file of lines that fits into memory. The
 * figures of each are the median of the rounds, then the 10th and 90th percentile.
 */
public final class ParseInTurns {
  private static final List<String> INPUTS =
      List.of("v2", "v2-optional", "v2-shuffled", "v1.1", "v1.1-optional", "v1.1-shuffled");

  /** Until both parsers are compiled. */
  private static final int WARM_UP_ROUNDS = 30;

  private static final int ROUNDS = 60;

  /** A round's passes over few lines: enough for a clock that ticks in milliseconds. */
  private static final int LINES_A_ROUND = 10_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<byte[]> lines;
  private final int passes;
  private final Sum sum = new Sum();

  /** One of the two parsers. */
  @FunctionalInterface
  private interface Parser {
    void parse(byte[] line, int offset, int length, MessageHandler handler);
  }

  private ParseInTurns(List<byte[]> lines) {
    this.lines = lines;
    this.passes = Math.max(1, LINES_A_ROUND / lines.size());
  }

  public static void main(String[] args) throws IOException {
    for (String input : args.length == 0 ? INPUTS : List.of(args)) {
      List<byte[]> lines =
          Files.exists(Path.of(input))
              ? Corpus.split(Files.readAllBytes(Path.of(input)))
              : Corpus.lines(input);
      double[] ratios = new ParseInTurns(lines).ratios(WARM_UP_ROUNDS, ROUNDS);
      System.out.printf(
          Locale.ROOT,
          "%-14s %.2f  %.2f-%.2f%n",
          input,
          ratios[ratios.length / 2],
          ratios[ratios.length / 10],
          ratios[ratios.length * 9 / 10]);
    }
  }

  /** The ratios of the rounds, sorted. */
  private double[] ratios(int warmUpRounds, int rounds) {
    MessageParser parser = new MessageParser();
    FullParser fullParser = new FullParser();
    double[] ratios = new double[rounds];
    for (int round = -warmUpRounds; round < rounds; round++) {
      double ratio;
      // Neither of the two is always the first.
      if (round % 2 == 0) {
        double fast = cpuNanos(parser::parse);
        ratio = fast / cpuNanos(fullParser::parse);
      } else {
        double full = cpuNanos(fullParser::parse);
        ratio = cpuNanos(parser::parse) / full;
      }
      if (round >= 0) {
        ratios[round] = ratio;
      }
    }
    Arrays.sort(ratios);
    return ratios;
  }

  private double cpuNanos(Parser parser) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int pass = 0; pass < passes; pass++) {
      for (byte[] line : lines) {
        parser.parse(line, 0, line.length - 1, sum);
      }
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /** Uses what is parsed, so that it must be. */
  private static final class Sum implements MessageHandler {
    @SuppressWarnings("UnusedVariable") // Volatile: a write that nobody reads is done all the same.
    private volatile long sum;

    @Override
    public void status(Status status) {
      sum = status.timestampMillis();
    }

    @Override
    public void other(MessageKind kind) {
      sum = kind.hashCode();
    }

    @Override
    public void malformed(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
