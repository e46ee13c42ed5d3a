package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.twitter.twittertext.Extractor;
import java.util.List;

/** The hashtags of a text are those that twitter-text finds where it can be waited for. */
public final class HashtagFuzz {
  /** The library's time grows with the square of the length. */
  private static final int COMPARED_CHARS = 100;

  private static final int MOST_CHARS = 4_000;
  private static final Extractor LIBRARY = new Extractor();

  private HashtagFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    if (text.length() > MOST_CHARS) {
      return;
    }
    List<String> found = HashtagExtractor.extract(text);
    int from = 0;
    for (String hashtag : found) {
      int at = indexOfHashtag(text, hashtag, from);
      if (hashtag.isEmpty() || at < 0) {
        throw new AssertionError("'" + hashtag + "' is no hashtag of " + text + ": " + found);
      }
      from = at + 1 + hashtag.length();
    }
    if (text.length() <= COMPARED_CHARS) {
      List<String> expected = LIBRARY.extractHashtags(text);
      if (!found.equals(expected)) {
        throw new AssertionError(text + ": " + found + ", but the library " + expected);
      }
    }
  }

  private static int indexOfHashtag(String text, String hashtag, int from) {
    int sign = text.indexOf('#' + hashtag, from);
    int wide = text.indexOf('\uFF03' + hashtag, from);
    return sign < 0 || wide < 0 ? Math.max(sign, wide) : Math.min(sign, wide);
  }
}
