package io.github.happiesthashtags.twitter.scan;

/** Where a value stands in its line, or that it is not there. Mutable and reused. */
public final class Span {
  private static final int ABSENT = -1;

  private int from = ABSENT;
  private int to = ABSENT;

  Span() {}

  void clear() {
    set(ABSENT, ABSENT);
  }

  void set(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** Whether there is such a value. */
  public boolean exists() {
    return from >= 0;
  }

  /** The index of the first byte; of a string, behind its quote. */
  public int from() {
    return from;
  }

  /** The index behind the last byte; of a string, of its quote. */
  public int to() {
    return to;
  }
}
