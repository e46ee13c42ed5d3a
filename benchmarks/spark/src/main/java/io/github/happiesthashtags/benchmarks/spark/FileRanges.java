package io.github.happiesthashtags.benchmarks.spark;

import io.github.happiesthashtags.benchmarks.blocks.FileRange;
import io.github.happiesthashtags.benchmarks.blocks.HappyTweets;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.read.InputPartition;

/** What one task reads, in a batch or in a stream. */
record FileRanges(ArrayList<FileRange> ranges) implements InputPartition {
  /** 32 MB, as Hadoop cuts local files. */
  private static final int RANGES_A_TASK = 4;

  /** A task is a new object, and its parser should know what earlier ones have seen. */
  private static final ThreadLocal<HappyTweets> TWEETS = ThreadLocal.withInitial(HappyTweets::new);

  /** The recordings of a folder, in order. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tasks for some files. */
  static List<FileRanges> of(List<Path> files) {
    List<FileRanges> tasks = new ArrayList<>();
    for (Path file : files) {
      try {
        List<FileRange> ranges = FileRange.of(file);
        for (int from = 0; from < ranges.size(); from += RANGES_A_TASK) {
          int to = Math.min(ranges.size(), from + RANGES_A_TASK);
          tasks.add(new FileRanges(new ArrayList<>(ranges.subList(from, to))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return tasks;
  }

  Tallies tallied() throws IOException {
    Tallies tallies = new Tallies();
    for (FileRange range : ranges) {
      TWEETS.get().read(range.block(), tallies::add);
    }
    return tallies;
  }
}
