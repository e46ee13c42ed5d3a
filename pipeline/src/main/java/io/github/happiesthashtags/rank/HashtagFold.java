package io.github.happiesthashtags.rank;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/**
 * Makes one hashtag of its spellings: NFKC (Unicode Standard Annex #15), then Unicode's full case
 * folding (CaseFolding.txt, statuses C and F).
 */
final class HashtagFold {

  private static final char FULLWIDTH_NUMBER_SIGN = '\uFF03';

  private HashtagFold() {}

  /**
   * Returns the folded hashtag, without one leading {@code #} or U+FF03 if there is one.
   *
   * <p>The folding does not depend on any locale: a Turkish dotted capital I becomes {@code i}
   * followed by U+0307. A lone surrogate is kept as it is.
   */
  static String fold(String hashtag) {
    String tag = withoutNumberSign(hashtag);
    if (isAscii(tag)) {
      return tag.toLowerCase(Locale.ROOT);
    }
    return UCharacter.foldCase(Normalizer2.getNFKCInstance().normalize(tag), true);
  }

  private static String withoutNumberSign(String hashtag) {
    if (hashtag.isEmpty()) {
      return hashtag;
    }
    char first = hashtag.charAt(0);
    return first == '#' || first == FULLWIDTH_NUMBER_SIGN ? hashtag.substring(1) : hashtag;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
