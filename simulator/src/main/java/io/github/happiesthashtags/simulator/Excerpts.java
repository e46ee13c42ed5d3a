package io.github.happiesthashtags.simulator;

/**
 * The cut-off texts that the API sends beside or instead of whole ones. They are cut between words,
 * so that what is left of the entities is whole.
 */
final class Excerpts {
  private static final int RETWEET_LIMIT = 140;
  private static final int LINK_LENGTH = 23;

  private static final Fragment RETWEET = Fragment.plain("RT ");
  private static final Fragment COLON = Fragment.plain(": ");
  private static final Fragment ELLIPSIS = Fragment.plain("…");
  private static final Fragment SPACE = Fragment.plain(" ");

  private Excerpts() {}

  /** The text that a retweet itself has: whom it repeats, and what fits of that. */
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

  /** The beginning of a text longer than {@code limit} code points, and a link to the whole. */
  static void truncated(Tokens whole, int limit, Fragment link, Tokens out) {
    out.clear();
    out.addUpTo(limit - LINK_LENGTH - 2, whole);
    out.add(ELLIPSIS);
    out.add(SPACE);
    out.add(link);
  }
}
