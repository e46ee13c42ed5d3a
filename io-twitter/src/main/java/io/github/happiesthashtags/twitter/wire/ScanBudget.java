package io.github.happiesthashtags.twitter.wire;

/**
 * Decides which lines are worth a scan, so that scans never cost much more than they save.
 *
 * <p>A scan that finds a status saves the full parser a line. A scan that finds none is wasted, and
 * a scan that meets unexpected steps is slow. This account sets the savings against the waste. Its
 * unit is the time in which the full parser reads a byte. Fully parsed lines add a little, which
 * pays for trying again. The account is never overdrawn by more than one scan, and a scan may use
 * only a part of it, so
 *
 * <ul>
 *   <li>any lines together cost at most one part in {@link #BYTES_FOR_A_TRIAL} more than with the
 *       full parser alone, plus {@link #MAX_CREDIT} once;
 *   <li>ordinary lines are scanned again soon after others, and odd lines among them have no
 *       influence on the ordinary ones, unless they cost more than those save.
 * </ul>
 *
 * <p>It uses no clock, so the same lines are scanned in every run.
 */
final class ScanBudget {
  /**
   * The most that may be wasted before scans stop, whatever they saved before: some milliseconds,
   * enough to learn the steps of any stream.
   */
  static final int MAX_CREDIT = 1 << 20;

  /**
   * Walking along known steps takes a third of the full parser's time; the account counts a half.
   */
  private static final int BYTES_WALKED = 2;

  /**
   * The fully parsed bytes that pay for one wasted byte of a scan. The prices hold for lines that
   * are scanned one after the other; a lone scan that learns new steps takes several times as long.
   */
  static final int BYTES_FOR_A_TRIAL = 1 << 7;

  /**
   * The credit at which scans begin again: enough for a few in a row, because a single scan finds
   * the processor's caches cold.
   */
  private static final int TRIAL = 1 << 13;

  /** The cost of a failed scan beside its walk. */
  private static final int FAILURE = 1 << 9;

  /** One line's part of the credit: costly lines then use up less and less, and not all of it. */
  private static final int LINES = 4;

  private long credit = MAX_CREDIT;
  private boolean paused;

  /** Fully parsed bytes that have not been credited yet: a line may be too short for one. */
  private int unpaidBytes;

  /** Whether the next line is to be scanned. */
  boolean allowsScan() {
    return !paused;
  }

  /**
   * Returns the effort that the scan of the next line may cost beyond walking along known steps.
   */
  long allowance() {
    return credit / LINES;
  }

  /** A scan found a status. */
  void answered(int length, long effort) {
    add(length - length / BYTES_WALKED - effort);
  }

  /** A scan did not find a status. */
  void failed(int walked, long effort) {
    add(-(FAILURE + walked / BYTES_WALKED + effort));
  }

  /** A line was parsed fully, after a scan or without one. */
  void parsedFully(int length) {
    unpaidBytes += length;
    add(unpaidBytes / BYTES_FOR_A_TRIAL);
    unpaidBytes %= BYTES_FOR_A_TRIAL;
  }

  private void add(long saved) {
    credit = Math.min(credit + saved, MAX_CREDIT);
    paused = credit < (paused ? TRIAL : 0);
  }
}
