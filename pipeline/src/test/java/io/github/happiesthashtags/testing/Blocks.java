package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.twitter.wire.Arrival;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines to blocks. */
public final class Blocks {

  /** The source that the blocks name. */
  public static final String SOURCE = "test";

  private Blocks() {}

  /** One block of a bounded input. */
  public static MessageBlock of(TestStatus... statuses) {
    List<byte[]> lines = new ArrayList<>();
    for (TestStatus status : statuses) {
      lines.add(bytes(status));
    }
    return of(lines, 0, lines.size());
  }

  /** The status as a line, without its line end. */
  public static byte[] bytes(TestStatus status) {
    return status.line().getBytes(StandardCharsets.UTF_8);
  }

  /** One block of lines as they are. */
  public static MessageBlock ofLines(String... lines) {
    return MessageBlock.of(
        SOURCE, 0, (String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8));
  }

  /** One block of a stream whose watermark is, before the block, what it is given. */
  public static MessageBlock arriving(String watermark, TestStatus... statuses) {
    return of(statuses)
        .withArrival(
            new Arrival(TestStatus.time(watermark).toEpochMilli(), 10_000, Long.MAX_VALUE));
  }

  /** The lines in order, cut anywhere. */
  public static List<MessageBlock> cut(List<byte[]> lines, Random random) {
    List<MessageBlock> blocks = new ArrayList<>();
    int start = 0;
    while (start < lines.size()) {
      int end = Math.min(lines.size(), start + 1 + random.nextInt(20));
      blocks.add(of(lines, start, end));
      start = end;
    }
    return blocks;
  }

  /** The offset of each line in the recording that they make. */
  public static List<Long> positions(List<byte[]> lines) {
    List<Long> positions = new ArrayList<>();
    long position = 0;
    for (byte[] line : lines) {
      positions.add(position);
      position += line.length + 1;
    }
    return positions;
  }

  private static MessageBlock of(List<byte[]> lines, int start, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines.subList(start, end)) {
      bytes.writeBytes(line);
      bytes.write('\n');
    }
    long position = lines.subList(0, start).stream().mapToLong(line -> line.length + 1).sum();
    return MessageBlock.of(SOURCE, position, bytes.toByteArray());
  }
}
