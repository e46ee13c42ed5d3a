package io.github.happiesthashtags.rank;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.joda.time.Instant;

/** One pane of a window: its happiest hashtags so far, best first. Never empty. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Leaderboard {

  /** When a pane was made, relative to the watermark. */
  public enum Timing {
    /** A snapshot of an open window. */
    EARLY,
    /** Exact: all that came before the watermark passed the window's end. */
    ON_TIME,
    /** Replaces the window's earlier result. */
    LATE
  }

  /** The window's first instant. */
  @SchemaFieldNumber("0")
  public abstract Instant getWindowStart();

  /** The first instant after the window. */
  @SchemaFieldNumber("1")
  public abstract Instant getWindowEnd();

  /** The name of {@link #timing()}, because Beam SQL and JSON know no enums. */
  @SchemaFieldNumber("2")
  public abstract String getTiming();

  /**
   * The pane's number, from 0: of an early pane among the early ones, of others among those that
   * are not early (the on-time pane is 0), so that it does not depend on how many early ones there
   * were.
   */
  @SchemaFieldNumber("3")
  public abstract long getPane();

  /** The ranked hashtags, at least one. */
  @SchemaFieldNumber("4")
  @SuppressWarnings(
      "AutoValueImmutableFields") // Beam's schema inference knows java.util.List only.
  public abstract List<LeaderboardRow> getRows();

  /** Returns when the pane was made. */
  public final Timing timing() {
    return Timing.valueOf(getTiming());
  }

  /** A leaderboard; see the properties for units. */
  public static Leaderboard of(
      Instant windowStart, Instant windowEnd, Timing timing, long pane, List<LeaderboardRow> rows) {
    return new AutoValue_Leaderboard(windowStart, windowEnd, timing.name(), pane, rows);
  }
}
