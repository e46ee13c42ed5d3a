package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * What the leaderboard counts: gathered in a bundle, reported once, never a call a tweet.
 *
 * <p>Each status is either happy or skipped for one reason, the first of those of {@link #SKIPPED}
 * that is true of it. So {@link #STATUSES} is {@link #HAPPY} and all skipped ones together.
 */
public final class PipelineMetrics {
  /** The namespace of the counters. */
  public static final String NAMESPACE = "happiest-hashtags";

  /** Well-formed statuses, copies included. */
  public static final String STATUSES = "statuses";

  /** Statuses with a hashtag and a smile, after the filters, copies included. */
  public static final String HAPPY = "happy_statuses";

  /**
   * Statuses without a hashtag, the first reason to skip one. A message without entities is skipped
   * for this reason if its text has no number sign, or a smile but no hashtag: whether a text
   * without a smile has a hashtag is not worth finding out.
   */
  public static final String SKIPPED_NO_HASHTAG = "skipped_no_hashtag";

  /** Retweets, if they do not count. */
  public static final String SKIPPED_RETWEET = "skipped_retweet";

  /** Statuses in none of the languages that count. */
  public static final String SKIPPED_LANGUAGE = "skipped_language";

  /** Statuses without a smile, the last reason to skip one. */
  public static final String SKIPPED_NO_SMILE = "skipped_no_smile";

  /** The reasons to skip a status, in the order in which they are looked at. */
  public static final List<String> SKIPPED =
      List.of(SKIPPED_NO_HASHTAG, SKIPPED_RETWEET, SKIPPED_LANGUAGE, SKIPPED_NO_SMILE);

  /**
   * Happy statuses that came in time and do not count, because another copy or a newer version
   * does. They are counted when their window's on-time pane is made. If the period does not divide
   * the window, those of the overlap of two windows may count in both.
   */
  public static final String DUPLICATES = "duplicates";

  /** Statuses that came too late for at least one of their windows, copies included. */
  public static final String LATE = "late_statuses";

  /** Lines that became dead letters. */
  public static final String MALFORMED = "malformed";

  /** Bytes of messages read, decompressed. */
  public static final String BYTES = "bytes";

  /** Before the label of a message's kind. */
  public static final String MESSAGES_PREFIX = "messages_";

  private PipelineMetrics() {}

  /** Returns the counters that every job has, in the order in which a status passes them. */
  public static List<String> counters() {
    return List.of(
        STATUSES,
        SKIPPED_NO_HASHTAG,
        SKIPPED_RETWEET,
        SKIPPED_LANGUAGE,
        SKIPPED_NO_SMILE,
        HAPPY,
        DUPLICATES,
        LATE,
        MALFORMED,
        BYTES);
  }

  private static long report(String name, long count) {
    if (count > 0) {
      Metrics.counter(NAMESPACE, name).inc(count);
    }
    return 0;
  }

  /** Counts {@link #DUPLICATES}. */
  static void duplicates(long count) {
    report(DUPLICATES, count);
  }

  /** Counts of a bundle. */
  static final class Counts {
    private boolean begun;
    private final Map<MessageKind, Long> byKind = new EnumMap<>(MessageKind.class);
    long statuses;
    long skippedNoHashtag;
    long skippedRetweet;
    long skippedLanguage;
    long skippedNoSmile;
    long happy;
    long late;
    long malformed;
    long bytes;

    void other(MessageKind kind) {
      byKind.merge(kind, 1L, Long::sum);
    }

    /** Reports the counts and starts again at zero. */
    void report() {
      if (!begun) {
        // Each counter starts at zero: a monitor that first sees a counter at seven does not see an
        // increase.
        begun = true;
        counters().forEach(name -> Metrics.counter(NAMESPACE, name).inc(0));
      }
      statuses = PipelineMetrics.report(STATUSES, statuses);
      skippedNoHashtag = PipelineMetrics.report(SKIPPED_NO_HASHTAG, skippedNoHashtag);
      skippedRetweet = PipelineMetrics.report(SKIPPED_RETWEET, skippedRetweet);
      skippedLanguage = PipelineMetrics.report(SKIPPED_LANGUAGE, skippedLanguage);
      skippedNoSmile = PipelineMetrics.report(SKIPPED_NO_SMILE, skippedNoSmile);
      happy = PipelineMetrics.report(HAPPY, happy);
      late = PipelineMetrics.report(LATE, late);
      malformed = PipelineMetrics.report(MALFORMED, malformed);
      bytes = PipelineMetrics.report(BYTES, bytes);
      byKind.forEach(
          (kind, count) -> PipelineMetrics.report(MESSAGES_PREFIX + kind.label(), count));
      byKind.clear();
    }
  }
}
