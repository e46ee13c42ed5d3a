package io.github.happiesthashtags.runners.direct;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.Made;
import io.github.happiesthashtags.simulator.XApiSimulator;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A simulator that records all its statuses and takes commands from standard input, with one line
 * of response each. It ends with standard input, so it never outlives the test that started it.
 */
final class SoakSimulator {
  /**
   * The client's longest absence, a refusal for a minute, needs a backfill of two minutes; this is
   * more.
   */
  private static final int KEPT_SECONDS = 200;

  private static final int TWEET_BYTES = 1000;
  private static final long LEAST_KEPT_BYTES = 64L << 20;

  private SoakSimulator() {}

  /** Returns how many bytes of the past a simulator of this rate keeps. */
  static long keptBytes(int rate) {
    return Math.max(LEAST_KEPT_BYTES, (long) rate * TWEET_BYTES * KEPT_SECONDS);
  }

  /** Takes a rate, a share of happy statuses, a token and the file to record to. */
  public static void main(String[] args) throws IOException {
    int rate = Integer.parseInt(args[0]);
    AtomicLong made = new AtomicLong();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (OutputStream recording =
            new BufferedOutputStream(Files.newOutputStream(Path.of(args[3])), 1 << 20);
        XApiSimulator simulator =
            XApiSimulator.builder()
                .tweetsPerSecond(rate)
                .happyShare(Double.parseDouble(args[1]))
                .bearerToken(args[2])
                .keepAlive(Duration.ofSeconds(2))
                .ringBytes(keptBytes(rate))
                .onMade(status -> made.addAndGet(record(status, recording)))
                .start()) {
      System.out.println(simulator.uri());
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (line.equals("counts")) {
          System.out.println(made.get() + " " + simulator.connections());
        } else {
          simulator.inject(Fault.parse(line));
          System.out.println("injected");
        }
      }
    }
  }

  private static int record(Made status, OutputStream recording) {
    try {
      recording.write(status.message());
      recording.write('\n');
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
