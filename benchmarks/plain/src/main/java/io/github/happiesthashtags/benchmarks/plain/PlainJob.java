package io.github.happiesthashtags.benchmarks.plain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The job without a framework: threads that take ranges of files from a queue, and a merge at the
 * end.
 *
 * <pre>PlainJob INPUT_DIRECTORY OUTPUT_DIRECTORY THREADS [prefilter]</pre>
 *
 * <p>With {@code prefilter} a line is parsed only if {@code :)} is somewhere in its bytes, which is
 * right for writers that never escape those two characters, as Twitter does not.
 */
public final class PlainJob {
  /**
   * Small enough that the last ranges keep all threads busy, large enough to read at full speed.
   */
  private static final int RANGE_BYTES = 16 << 20;

  /** The longest line that may cross the end of a range. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  private record Range(Path file, long start) {}

  private final boolean prefilter;
  private final ConcurrentLinkedQueue<Range> ranges = new ConcurrentLinkedQueue<>();

  private PlainJob(boolean prefilter) {
    this.prefilter = prefilter;
  }

  public static void main(String[] args) throws Exception {
    boolean prefilter = Arrays.asList(args).contains("prefilter");
    Tallies tallies = new PlainJob(prefilter).run(Path.of(args[0]), Integer.parseInt(args[2]));
    new LeaderboardFiles(args[1]).write(tallies);
  }

  private Tallies run(Path input, int threads)
      throws IOException, InterruptedException, ExecutionException {
    try (Stream<Path> files = Files.list(input)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (long start = 0; start < Files.size(file); start += RANGE_BYTES) {
          ranges.add(new Range(file, start));
        }
      }
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Tallies>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      parts.add(pool.submit(this::work));
    }
    pool.shutdown();
    Tallies all = new Tallies();
    for (Future<Tallies> part : parts) {
      all.merge(part.get());
    }
    return all;
  }

  private Tallies work() throws IOException {
    Tallies tallies = new Tallies();
    TweetReader reader = new TweetReader();
    byte[] buffer = new byte[RANGE_BYTES + MAX_LINE_BYTES];
    for (Range range = ranges.poll(); range != null; range = ranges.poll()) {
      count(range, buffer, reader, tallies);
    }
    return tallies;
  }

  /** Counts the lines that start in the range. */
  private void count(Range range, byte[] buffer, TweetReader reader, Tallies tallies)
      throws IOException {
    // From one byte before: a line starts at the range's first byte if a newline is there.
    long from = Math.max(0, range.start() - 1);
    int filled = fill(range.file(), from, buffer);
    int start = range.start() == 0 ? 0 : next(buffer, 0, filled);
    long lastStart = range.start() + RANGE_BYTES - from;
    while (start < filled && start < lastStart) {
      int end = next(buffer, start, filled);
      if (!prefilter || Bytes.hasSmile(buffer, start, end)) {
        HappyTweet happy = reader.read(buffer, start, end - start);
        if (happy != null) {
          tallies.add(happy);
        }
      }
      start = end;
    }
  }

  /** Where the next line starts, or the end. */
  private static int next(byte[] buffer, int from, int filled) {
    int newline = Bytes.indexOf(buffer, '\n', from, filled);
    return newline < 0 ? filled : newline + 1;
  }

  private static int fill(Path file, long from, byte[] buffer) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer into = ByteBuffer.wrap(buffer);
      while (into.hasRemaining() && channel.read(into, from + into.position()) >= 0) {}
      return into.position();
    }
  }
}
