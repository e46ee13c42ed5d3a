package io.github.happiesthashtags.board;

import java.time.Duration;

/** What one client, and all of them together, may ask of a board. */
final class Limits {
  /** Windows in one answer if the request names no number: two hours of five-minute windows. */
  static final int DEFAULT_WINDOWS = 24;

  /** Windows in one answer: a week of hours and more, still one quick query. */
  static final int MAX_WINDOWS = 500;

  /** Rows of each window if the request names no number, as a job's default. */
  static final int DEFAULT_ROWS = 10;

  /** Rows of each window: the most that a job writes. */
  static final int MAX_ROWS = 1_000;

  /** Rows in one answer over all of its windows, some 2 MB of JSON. */
  static final int MAX_ROWS_IN_ALL = 10_000;

  /** Windows of a hashtag's history in one answer: more points than a screen has columns for. */
  static final int MAX_POINTS = 2_000;

  /** Between {@code from} and {@code to}: a year, whatever calendar. */
  static final Duration MAX_RANGE = Duration.ofDays(366);

  /** Boards in the list; a database with more is no leaderboard's. */
  static final int MAX_BOARDS = 1_000;

  /** The longest hashtag that a job stores, in UTF-16 units. */
  static final int MAX_NAME = 400;

  /** The request line and the headers of a browser behind a proxy fit. */
  static final int MAX_HEADER_BYTES = 8 << 10;

  /** Nothing here takes a body. */
  static final long MAX_BODY_BYTES = 0;

  /** Open connections, event streams included; beyond it new ones wait to be accepted. */
  static final int MAX_CONNECTIONS = 512;

  /** A connection on which nothing moves for so long is closed. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** Open event streams; the next is told to come back later. */
  static final int MAX_STREAMS = 256;

  /** Messages that wait for a slow reader of events. It is cut off after that and starts again. */
  static final int MAX_WAITING_EVENTS = 64;

  /** Keeps the connections of event streams from looking idle to proxies and to {@link #IDLE}. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  /**
   * How often the database is asked what changed: once for all clients. Half a second looks live.
   */
  static final Duration POLL = Duration.ofMillis(500);

  /** Of each board, the windows that are watched for changes, from the newest back. */
  static final int WATCHED_WINDOWS = 200;

  /** Threads that answer requests. Event streams take none while they wait. */
  static final int THREADS = 16;

  /** Connections to the database, shared by the threads. */
  static final int DATABASE_CONNECTIONS = 4;

  /** A query that takes longer is given up. */
  static final Duration QUERY = Duration.ofSeconds(10);

  /** How long caches may keep a closed window: a late pane may still replace it. */
  static final Duration CLOSED_FRESH = Duration.ofSeconds(60);

  /** How many ports after a taken one are tried. */
  static final int NEXT_PORTS = 20;

  private Limits() {}
}
