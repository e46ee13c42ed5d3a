package io.github.happiesthashtags.twitter.scan;

/** A text, and the hashtags that its own entities list. Mutable and reused. */
public final class TextSpans {
  private final Span text = new Span();
  private final Span hashtags = new Span();
  private boolean entities;

  TextSpans() {}

  void setEntities(boolean there) {
    entities = there;
  }

  /** The text, a string. */
  public Span text() {
    return text;
  }

  /** Whether there are entities; if not, there may be hashtags in the text alone. */
  public boolean hasEntities() {
    return entities;
  }

  /** The entities' array of hashtags, brackets included; absent if it is empty. */
  public Span hashtags() {
    return hashtags;
  }
}
