package io.github.happiesthashtags.rank;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/**
 * Makes one hashtag of its spellings: NFKC (Unicode Standard Annex #15), then Unicode's full case
 * folding (CaseFolding.txt, statuses C and F).
 */
final class HashtagFold {

  private HashtagFold() {}

  /**
   * Returns the folded hashtag, without a leading {@code #} or any of its compatibility forms.
   *
   * <p>The folding does not depend on any locale: a Turkish dotted capital I becomes {@code i}
   * followed by U+0307. A lone surrogate is kept as it is.
   */
  static String fold(String hashtag) {
    return withoutNumberSign(
        isAscii(hashtag)
            ? hashtag.toLowerCase(Locale.ROOT)
            : UCharacter.foldCase(Normalizer2.getNFKCInstance().normalize(hashtag), true));
  }

  private static String withoutNumberSign(String folded) {
    int start = 0;
    while (start < folded.length() && folded.charAt(start) == '#') {
      start++;
    }
    return folded.substring(start);
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
