package io.github.happiesthashtags.benchmarks.inputs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /** Of v1.1's lines; 11 to 14 % in recordings. */
  private static final double DELETES = 0.125;

  private static final int BUFFER_BYTES = 1 << 18;

  /**
   * Holds the plan, and is written last: a directory without it is unfinished. Hidden, so that no
   * program that reads the whole directory reads it.
   */
  private static final String PLAN = ".plan";

  private final Path directory;
  private final RecordingPlan plan;
  private final JsonBytes line = new JsonBytes();
  private final Draws draws;
  private final Composer composer;
  private final V1Writer v1;
  private final V2Writer v2;

  private RecordingFiles(Path directory, RecordingPlan plan) {
    this.directory = directory;
    this.plan = plan;
    this.draws = new Draws(plan.seed());
    this.composer = new Composer(draws, plan.storm(), plan.hashtags());
    this.v1 = new V1Writer(line, draws);
    this.v2 = new V2Writer(line, draws);
  }

  /** Makes the recording, unless the directory holds it already. */
  public static void make(Path directory, RecordingPlan plan) throws IOException {
    Path done = directory.resolve(PLAN);
    if (Files.exists(done) && Files.readString(done).equals(plan.toString())) {
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
    Files.writeString(unfinished, plan.toString());
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

  private void write(long millis, OutputStream out) throws IOException {
    line.clear();
    if (plan.form() == RecordingPlan.Form.V1) {
      while (draws.chance(DELETES)) {
        v1.writeDelete(composer.id(composer.before(millis)), composer.anyone(), millis);
        line.add('\r').add('\n');
      }
      v1.write(composer.next(millis), composer);
    } else {
      v2.write(composer.next(millis), composer);
    }
    line.add('\r').add('\n');
    line.writeTo(out);
  }

  private long millisOf(long number) {
    long due = (long) (plan.span().toMillis() * ((double) number / plan.tweets()));
    int back = draws.chance(OUT_OF_ORDER) ? draws.below(MOST_OUT_OF_ORDER_MILLIS) : 0;
    return START_MILLIS + Math.max(0, due - back);
  }
}
