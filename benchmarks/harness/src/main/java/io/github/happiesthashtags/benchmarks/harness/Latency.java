package io.github.happiesthashtags.benchmarks.harness;

import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.benchmarks.plain.TweetReader;
import io.github.happiesthashtags.simulator.Made;
import io.github.happiesthashtags.simulator.XApiSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long a live stream takes to show. A simulator in this process serves tweets at the moment
 * that they carry as their event time, so one clock tells both ends.
 */
final class Latency {
  private static final int WINDOW_SECONDS = 5;
  private static final int OUT_OF_ORDER_SECONDS = 1;
  private static final int EARLY_SECONDS = 1;
  private static final int MOST_ROWS = 1000;
  private static final int SECONDS_TO_END = 30;

  private final Settings settings;
  private final List<Program> programs;

  /** A happy tweet's hashtag in a window. */
  record Tagged(long windowStart, String hashtag) {}

  Latency(Settings settings, List<Program> programs) {
    this.settings = settings;
    this.programs = programs;
  }

  String measure() throws IOException, InterruptedException {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """
                A simulated live stream of %d tweets/s for %d s; windows of %d s, early tables every %d s.
                Median / 99th percentile in milliseconds (number of samples).

                | program | tweet in to early table | watermark past end to on-time table |
                |---|---|---|
                """,
                settings.number("rate"),
                settings.number("seconds"),
                WINDOW_SECONDS,
                EARLY_SECONDS));
    for (Program program : programs) {
      if (!program.ours() || !program.name().endsWith("-streaming")) {
        throw new IllegalArgumentException(
            "--programs: " + program + " reads no live stream; take those of the project");
      }
      table.append("| ").append(program).append(measure(program)).append(" |\n");
    }
    return table.toString();
  }

  private String measure(Program program) throws IOException, InterruptedException {
    Files.createDirectories(settings.path("work"));
    Path scratch = Files.createTempDirectory(settings.path("work"), "latency-");
    Map<Tagged, List<Long>> sent = new HashMap<>();
    TweetReader reader = new TweetReader();
    try (XApiSimulator api =
        XApiSimulator.builder()
            .seed(settings.number("seed"))
            .tweetsPerSecond(settings.number("rate"))
            .happyShare(1)
            .onMade(made -> note(made, reader, sent))
            .start()) {
      Path token = scratch.resolve("token");
      Files.createFile(
          token,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(token, api.bearerToken());
      List<String> options =
          List.of(
              "--source=x",
              "--xStream=sample",
              "--xApiUrl=" + api.uri(),
              "--bearerTokenFile=" + token,
              "--window=" + WINDOW_SECONDS + "s",
              "--early=" + EARLY_SECONDS + "s",
              "--maxOutOfOrder=" + OUT_OF_ORDER_SECONDS + "s",
              "--topN=" + MOST_ROWS,
              "--writeEarly=true");
      Path output = scratch.resolve("output");
      Program.Run run =
          new Program.Run(scratch, output, "v2", settings.number("parallelism"), options);
      Process job =
          new ProcessBuilder(program.command(run, settings.jvmOptions()))
              .redirectErrorStream(true)
              .redirectOutput(scratch.resolve("log.txt").toFile())
              .start();
      try {
        if (job.waitFor(settings.number("seconds"), TimeUnit.SECONDS)) {
          throw new IOException(
              program + " ended by itself:\n" + Files.readString(scratch.resolve("log.txt")));
        }
        job.destroy();
        job.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      } finally {
        job.destroyForcibly();
      }
      if (!Files.isDirectory(output)) {
        throw new IOException(
            "%s wrote nothing in %d s; give it more --seconds%n%s"
                .formatted(
                    program,
                    settings.number("seconds"),
                    Files.readString(scratch.resolve("log.txt"))));
      }
      Tables tables = Tables.read(output);
      synchronized (sent) {
        return " | "
            + text(tables.earlyLatencies(sent))
            + " | "
            + text(tables.onTimeLatencies(OUT_OF_ORDER_SECONDS * 1000L));
      }
    } finally {
      Sweep.delete(scratch);
    }
  }

  private static void note(Made made, TweetReader reader, Map<Tagged, List<Long>> sent) {
    synchronized (sent) {
      try {
        HappyTweet happy = reader.read(made.message(), 0, made.message().length);
        if (happy != null) {
          long window = made.eventTimeMillis() - made.eventTimeMillis() % (WINDOW_SECONDS * 1000L);
          for (String hashtag : happy.hashtags()) {
            sent.computeIfAbsent(new Tagged(window, hashtag), tagged -> new ArrayList<>())
                .add(made.eventTimeMillis());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String text(List<Long> millis) {
    if (millis.isEmpty()) {
      return "none";
    }
    double[] values = millis.stream().mapToDouble(Long::doubleValue).toArray();
    return String.format(
        Locale.ROOT,
        "%,.0f / %,.0f (%d)",
        Spread.percentile(values, 0.5),
        Spread.percentile(values, 0.99),
        values.length);
  }
}
