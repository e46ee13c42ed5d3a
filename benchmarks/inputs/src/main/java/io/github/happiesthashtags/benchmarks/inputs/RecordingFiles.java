package io.github.happiesthashtags.benchmarks.inputs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.happiesthashtags.simulator.SyntheticTweets;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A recording in a directory: {@code part-0000.jsonl} and so on, in order of event time but for a
 * few seconds. Made if it is not there yet.
 */
public final class RecordingFiles {
  /** 2020-01-01T00:00:00Z, the start of a window of any usual size. */
  static final long START_MILLIS = 1_577_836_800_000L;

  /** Real streams are out of order by up to 8 s; the job waits for 10 s by default. */
  private static final int MOST_OUT_OF_ORDER_MILLIS = 3_000;

  private static final double OUT_OF_ORDER = 0.2;

  /** Between the 0.2 and 1.4 % of recordings. */
  private static final double HAPPY_SHARE = 0.006;

  /** Of the members that are not needed, in {@link RecordingPlan.Layout#OPTIONAL}. */
  private static final double ABSENT_SHARE = 0.3;

  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
  private static final int BUFFER_BYTES = 1 << 18;

  /**
   * Holds the plan, and is written last: a directory without it is unfinished. Hidden, so that no
   * program that reads the whole directory reads it.
   */
  private static final String PLAN = ".plan";

  /**
   * Part of the file above. Change it when a plan gives other bytes than before, so that older
   * recordings are made again.
   */
  private static final String VERSION = " version 2";

  private final Path directory;
  private final RecordingPlan plan;
  private final SyntheticTweets tweets;
  private final UnaryOperator<byte[]> layout;

  /** The JDK promises the same numbers of the same seed in every release. */
  private final Random random;

  private RecordingFiles(Path directory, RecordingPlan plan) {
    this.directory = directory;
    this.plan = plan;
    this.tweets =
        SyntheticTweets.withSeed(plan.seed())
            .withHappyShare(plan.storm() ? 1 : HAPPY_SHARE)
            .withHashtags(plan.hashtags())
            .withSmilesAsRecorded();
    this.layout =
        switch (plan.layout()) {
          case USUAL -> UnaryOperator.identity();
          case OPTIONAL -> Rearranged.absent(ABSENT_SHARE)::line;
          case SHUFFLED -> Rearranged.shuffled()::line;
        };
    this.random = new Random(plan.seed());
  }

  /** Makes the recording, unless the directory holds it already. */
  public static void make(Path directory, RecordingPlan plan) throws IOException {
    Path done = directory.resolve(PLAN);
    String content = plan + VERSION;
    if (Files.exists(done) && Files.readString(done).equals(content)) {
      return;
    }
    Files.createDirectories(directory);
    Files.deleteIfExists(done);
    try (Stream<Path> old = Files.list(directory)) {
      for (Path part : old.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        Files.delete(part);
      }
    }
    new RecordingFiles(directory, plan).write();
    Path unfinished = directory.resolve(PLAN + ".tmp");
    Files.writeString(unfinished, content);
    Files.move(unfinished, done, StandardCopyOption.ATOMIC_MOVE);
  }

  private void write() throws IOException {
    long made = 0;
    for (int part = 0; part < plan.files(); part++) {
      long end = plan.tweets() * (part + 1) / plan.files();
      Path file = directory.resolve("part-%04d.jsonl".formatted(part));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
        for (; made < end; made++) {
          write(millisOf(made), out);
        }
      }
    }
  }

  /** Writes a status and, in v1.1, the deletes that come before it. */
  private void write(long millis, OutputStream out) throws IOException {
    do {
      byte[] line =
          switch (plan.form()) {
            case V1 -> tweets.nextV1(millis);
            case V2 -> tweets.nextV2(millis);
          };
      out.write(layout.apply(line));
      out.write(LINE_END);
    } while (tweets.latestId() == 0);
  }

  private long millisOf(long number) {
    long due = (long) (plan.span().toMillis() * ((double) number / plan.tweets()));
    int back = random.nextDouble() < OUT_OF_ORDER ? random.nextInt(MOST_OUT_OF_ORDER_MILLIS) : 0;
    return START_MILLIS + Math.max(0, due - back);
  }
}
