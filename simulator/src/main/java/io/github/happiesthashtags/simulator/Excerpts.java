package io.github.happiesthashtags.simulator;

/**
 * The truncated texts that the API sends beside or instead of whole ones. The cut is between words,
 * so that every entity is either complete or absent.
 */
final class Excerpts {
  private static final int RETWEET_LIMIT = 140;
  private static final int LINK_LENGTH = 23;

  private static final Fragment RETWEET = Fragment.plain("RT ");
  private static final Fragment COLON = Fragment.plain(": ");
  private static final Fragment ELLIPSIS = Fragment.plain("…");
  private static final Fragment SPACE = Fragment.plain(" ");

  private Excerpts() {}

  /** Writes a retweet's own text: the author that it repeats, and as much of the text as fits. */
  static void retweet(Draft original, Tokens out) {
    out.clear();
    out.add(RETWEET);
    out.add(original.author.mention());
    out.add(COLON);
    out.addUpTo(RETWEET_LIMIT - 1, original.tokens);
    if (out.size() < original.tokens.size() + 3) {
      out.add(ELLIPSIS);
    }
  }

  /**
   * Writes the beginning of a text longer than {@code limit} code points, and a link to the whole.
   */
  static void truncated(Tokens whole, int limit, Fragment link, Tokens out) {
    out.clear();
    out.addUpTo(limit - LINK_LENGTH - 2, whole);
    out.add(ELLIPSIS);
    out.add(SPACE);
    out.add(link);
  }
}
