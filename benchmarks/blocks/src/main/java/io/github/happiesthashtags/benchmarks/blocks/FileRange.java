package io.github.happiesthashtags.benchmarks.blocks;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of a local file of lines, as the project's own source cuts recordings: a line belongs to
 * the range that holds its first byte.
 *
 * @param from the range's first byte
 * @param end the first byte of the next range
 */
public record FileRange(String file, long from, long end) implements MessageBlock.Content {
  /** As long as the ranges of the project's own source. */
  private static final long RANGE_BYTES = 8L << 20;

  /** The ranges of a whole file, in order. */
  public static List<FileRange> of(Path file) throws IOException {
    return of(file, 0, Files.size(file));
  }

  /** The ranges of a part of a file, in order. */
  public static List<FileRange> of(Path file, long from, long end) {
    List<FileRange> ranges = new ArrayList<>();
    for (long start = from; start < end; start += RANGE_BYTES) {
      ranges.add(new FileRange(file.toString(), start, Math.min(end, start + RANGE_BYTES)));
    }
    return ranges;
  }

  public MessageBlock block() {
    return MessageBlock.reference(file, this);
  }

  @Override
  public InputStream open() throws IOException {
    return Channels.newInputStream(FileChannel.open(Path.of(file)).position(start()));
  }

  @Override
  public long start() {
    // One byte earlier: if that byte is a line end, the line at from belongs to this range.
    return Math.max(0, from - 1);
  }

  @Override
  public boolean startsMidLine() {
    return from > 0;
  }

  @Override
  public boolean isCut() {
    return true;
  }
}
