package io.github.happiesthashtags.twitter.testing;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Helpers that build messages of X API v2, and read them from blocks. */
public final class Messages {
  /** The time from which statuses of tests are counted, in milliseconds since the epoch. */
  public static final long T0 = Instant.parse("2024-05-06T07:08:09Z").toEpochMilli();

  private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;
  private static final int TIME_SHIFT = 22;
  private static final AtomicLong NUMBER = new AtomicLong();

  private Messages() {}

  /** Returns a new id that carries this time, in milliseconds since the epoch. */
  public static long idAt(long millis) {
    return ((millis - SNOWFLAKE_EPOCH_MILLIS) << TIME_SHIFT)
        | (NUMBER.incrementAndGet() & ((1 << TIME_SHIFT) - 1));
  }

  /** Returns the time of the status with this id, in milliseconds since the epoch. */
  public static long timeOf(long id) {
    return (id >> TIME_SHIFT) + SNOWFLAKE_EPOCH_MILLIS;
  }

  /** Returns a status of this time, in milliseconds since the epoch. */
  public static String statusAt(long millis) {
    return status(idAt(millis), "a status #test :)");
  }

  /** Returns a status whose text needs no escapes. */
  public static String status(long id, String text) {
    return "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"lang\":\"en\"}}";
  }

  /** Returns the id of a status that this class built. */
  public static long idOf(String status) {
    int start = status.indexOf("\"id\":\"") + "\"id\":\"".length();
    return Long.parseLong(status.substring(start, status.indexOf('"', start)));
  }

  /** Returns the messages of a block. */
  public static List<String> of(MessageBlock block) {
    List<String> messages = new ArrayList<>();
    try {
      block.read(
          (line, offset, length, position, overlong) ->
              messages.add(new String(line, offset, length, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError("a block in memory cannot be read", e);
    }
    return messages;
  }
}
