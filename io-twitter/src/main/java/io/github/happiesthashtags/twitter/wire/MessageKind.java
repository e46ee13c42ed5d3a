package io.github.happiesthashtags.twitter.wire;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a Twitter stream that are not statuses. They are counted by kind and never fatal.
 *
 * <p>Source: the v1.1 "streaming message types" page and X API v2's "disconnections explained".
 */
public enum MessageKind {
  /** A status was deleted by its author. */
  DELETE,
  /** More statuses matched than the plan delivers. */
  LIMIT,
  /** A stall warning: the reader falls behind. */
  WARNING,
  /** Geo information must be removed. */
  SCRUB_GEO,
  /** A status is withheld in some countries. */
  STATUS_WITHHELD,
  /** A user is withheld in some countries. */
  USER_WITHHELD,
  /** The server says why it closes the v1.1 stream. */
  DISCONNECT,
  /** A blank line. */
  KEEP_ALIVE,
  /**
   * A v2 message that carries only {@code errors}, such as an operational disconnect, or is a
   * problem document itself.
   */
  ERRORS,
  /** A v2 page without results: only {@code meta}. */
  PAGE,
  /** An event of a compliance stream of v2. */
  COMPLIANCE,
  /** An event of the X Activity API. */
  ACTIVITY;

  private static final Map<String, MessageKind> BY_FIELD =
      EnumSet.range(DELETE, DISCONNECT).stream()
          .collect(Collectors.toUnmodifiableMap(MessageKind::label, kind -> kind));

  /** The v1.1 message whose only field has this name, or null. */
  static @Nullable MessageKind ofField(String name) {
    return BY_FIELD.get(name);
  }

  /** Whether the messages are what their stream is for, so that they move event time. */
  boolean isEvent() {
    return this == COMPLIANCE || this == ACTIVITY;
  }

  /** The name as the API writes it ({@code scrub_geo}); used in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
