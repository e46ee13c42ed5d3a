package io.github.happiesthashtags.benchmarks.jmh;

import io.github.happiesthashtags.benchmarks.inputs.RecordingFiles;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages in memory: enough that no branch predictor learns them, few enough for a cache. */
final class Corpus {
  /** Statuses; with v1.1 there are deletes besides. */
  static final int TWEETS = 2_048;

  private Corpus() {}

  /**
   * A recording as one array.
   *
   * @param name {@code v1.1} or {@code v2}, or either with {@code -storm}, {@code -optional} for
   *     lines without some of their members, or {@code -shuffled} for members in any order
   */
  static byte[] bytes(String name) {
    Form form = name.startsWith("v2") ? Form.V2 : Form.V1;
    RecordingPlan plan =
        RecordingPlan.of(form, TWEETS)
            .withFiles(1)
            .withStorm(name.endsWith("-storm"))
            .withLayout(layout(name));
    try {
      Path directory = Files.createTempDirectory("happiest-hashtags-jmh-");
      Path file = directory.resolve("part-0000.jsonl");
      try {
        RecordingFiles.make(directory, plan);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory.resolve(".plan"));
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a recording, each with its line feed, as in the buffer that it is read into. */
  static List<byte[]> lines(String name) {
    return split(bytes(name));
  }

  static List<byte[]> split(byte[] all) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(Arrays.copyOfRange(all, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  private static Layout layout(String name) {
    if (name.endsWith("-optional")) {
      return Layout.OPTIONAL;
    }
    return name.endsWith("-shuffled") ? Layout.SHUFFLED : Layout.USUAL;
  }
}
