package io.github.happiesthashtags.board;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A window of a board. Written {@code 2026-01-01T00:00:00Z_2026-01-01T01:00:00Z} in addresses. */
record WindowId(Instant start, Instant end) {

  /** Reads the written form; null if the text is none. */
  static @Nullable WindowId parse(String text) {
    int bar = text.indexOf('_');
    try {
      return bar < 0
          ? null
          : new WindowId(
              Instant.parse(text.substring(0, bar)), Instant.parse(text.substring(bar + 1)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return start + "_" + end;
  }
}
