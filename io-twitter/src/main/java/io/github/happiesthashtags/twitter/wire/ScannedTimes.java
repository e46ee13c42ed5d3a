package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.happiesthashtags.twitter.scan.Span;
import io.github.happiesthashtags.twitter.scan.StatusScanner;
import java.util.Arrays;

/** Reads the event times of scanned statuses. Not thread-safe. */
final class ScannedTimes {
  /** Milliseconds of any year that has an ISO-8601 form, and no overflow. */
  private static final int MAX_MILLIS_DIGITS = 15;

  // A stream brings thousands of statuses a second, and created_at is a whole second.
  private byte[] lastCreatedAt = {};
  private long lastMillis = EventTimes.NONE;

  /** The time, or {@link EventTimes#NONE} if it is for the full parser to say what is wrong. */
  long read(byte[] line, StatusScanner scanned) {
    long id = scanned.id();
    if (id != scanned.versionId() && EventTimes.ofId(id) != EventTimes.NONE) {
      return EventTimes.ofId(id);
    }
    Span millis = scanned.timestampMs();
    if (millis.exists()) {
      return EventTimes.inRange(ofDigits(line, millis.from(), millis.to()));
    }
    Span createdAt = scanned.createdAt();
    if (createdAt.exists()) {
      long time = ofCreatedAt(line, createdAt.from(), createdAt.to());
      if (time != EventTimes.NONE || !isPlain(line, createdAt.from(), createdAt.to())) {
        return time;
      }
    }
    return EventTimes.ofId(id);
  }

  /** Whether the string is ASCII without escapes, and so its bytes are its characters. */
  private static boolean isPlain(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] < 0 || line[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  private static long ofDigits(byte[] line, int from, int to) {
    if (from == to || to - from > MAX_MILLIS_DIGITS) {
      return EventTimes.NONE;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        return EventTimes.NONE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private long ofCreatedAt(byte[] line, int from, int to) {
    if (!Arrays.equals(line, from, to, lastCreatedAt, 0, lastCreatedAt.length)) {
      lastCreatedAt = Arrays.copyOfRange(line, from, to);
      // A readable time is ASCII without escapes; of anything else none is made here.
      lastMillis = EventTimes.ofCreatedAt(new String(lastCreatedAt, ISO_8859_1));
    }
    return lastMillis;
  }
}
