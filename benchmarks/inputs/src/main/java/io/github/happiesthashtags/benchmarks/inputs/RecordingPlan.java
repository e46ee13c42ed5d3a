package io.github.happiesthashtags.benchmarks.inputs;

import java.time.Duration;

/**
 * Which recording to make; the same plan gives the same bytes.
 *
 * @param tweets statuses; the deletes of v1.1 come on top
 * @param storm whether every status is happy and tagged, rather than one in a hundred or so
 * @param hashtags how many there are, by Zipf's law
 * @param span the event time from the first status to the last
 * @param files parts in order, as recordings of streams are cut by the hour or the minute
 */
public record RecordingPlan(
    Form form,
    Layout layout,
    long tweets,
    long seed,
    boolean storm,
    int hashtags,
    Duration span,
    int files) {

  /** Which API's messages. */
  public enum Form {
    V1,
    V2
  }

  /** How the members of a message's objects are written. */
  public enum Layout {
    /** As Twitter does: nearly all members, always in the same order. */
    USUAL,
    /** Some of the members that are not needed for the answer are missing. */
    OPTIONAL,
    /** The members of every object are in any order. */
    SHUFFLED
  }

  /** Enough for a long tail, few enough that the top is worth a look. */
  static final int DEFAULT_HASHTAGS = 10_000;

  /** Several windows of the event-time job's hour. */
  static final Duration DEFAULT_SPAN = Duration.ofHours(6);

  /** More than cores, so that engines that read a file a task are not starved. */
  static final int DEFAULT_FILES = 8;

  public RecordingPlan {
    check("tweets", tweets, Long.MAX_VALUE);
    check("hashtags", hashtags, 10_000_000);
    check("files", files, 10_000);
    check("span in seconds", span.toSeconds(), Duration.ofDays(366).toSeconds());
  }

  private static void check(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " is " + value + ": give 1 to " + most);
    }
  }

  /** A plan with everything else as by default. */
  public static RecordingPlan of(Form form, long tweets) {
    return new RecordingPlan(
        form, Layout.USUAL, tweets, 1, false, DEFAULT_HASHTAGS, DEFAULT_SPAN, DEFAULT_FILES);
  }

  /** The same with another number of lines. */
  public RecordingPlan withTweets(long tweets) {
    return new RecordingPlan(form, layout, tweets, seed, storm, hashtags, span, files);
  }

  public RecordingPlan withForm(Form other) {
    return new RecordingPlan(other, layout, tweets, seed, storm, hashtags, span, files);
  }

  public RecordingPlan withLayout(Layout other) {
    return new RecordingPlan(form, other, tweets, seed, storm, hashtags, span, files);
  }

  public RecordingPlan withSeed(long other) {
    return new RecordingPlan(form, layout, tweets, other, storm, hashtags, span, files);
  }

  public RecordingPlan withStorm(boolean other) {
    return new RecordingPlan(form, layout, tweets, seed, other, hashtags, span, files);
  }

  public RecordingPlan withHashtags(int other) {
    return new RecordingPlan(form, layout, tweets, seed, storm, other, span, files);
  }

  public RecordingPlan withSpan(Duration other) {
    return new RecordingPlan(form, layout, tweets, seed, storm, hashtags, other, files);
  }

  public RecordingPlan withFiles(int other) {
    return new RecordingPlan(form, layout, tweets, seed, storm, hashtags, span, other);
  }
}
