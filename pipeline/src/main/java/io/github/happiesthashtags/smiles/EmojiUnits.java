package io.github.happiesthashtags.smiles;

import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The units of a text that no token may split. The longest emoji sequence that is recommended for
 * general interchange (RGI, Unicode Technical Standard #51) is one unit, and so is every other code
 * point.
 *
 * <p>U+FE0F, the variation selector that asks for the colourful form, is ignored inside an emoji
 * sequence and directly after one, because keyboards and programs add and drop it at will. Any two
 * regional indicators are a unit too, even if no region has that code: they are displayed as a
 * pair, and a wrong pairing would produce other flags further on.
 */
final class EmojiUnits {

  static final char VARIATION_SELECTOR_16 = '\uFE0F';

  private static final int FIRST_REGIONAL_INDICATOR = 0x1F1E6;
  private static final int LAST_REGIONAL_INDICATOR = 0x1F1FF;

  /**
   * A holder class, so that a lexicon can be created and serialized without loading Unicode's data.
   */
  private static final class Rgi {
    static final SequenceTrie SEQUENCES = load();

    private static SequenceTrie load() {
      Set<String> sequences = new LinkedHashSet<>();
      for (String sequence : new UnicodeSet("[:RGI_Emoji:]")) {
        sequences.add(sequence.replace(String.valueOf(VARIATION_SELECTOR_16), ""));
      }
      for (int i = FIRST_REGIONAL_INDICATOR; i <= LAST_REGIONAL_INDICATOR; i++) {
        for (int j = FIRST_REGIONAL_INDICATOR; j <= LAST_REGIONAL_INDICATOR; j++) {
          sequences.add(Character.toString(i) + Character.toString(j));
        }
      }
      return new SequenceTrie(new ArrayList<>(sequences));
    }
  }

  private EmojiUnits() {}

  /** Returns the end of the unit that starts at {@code start}, including an ignored U+FE0F. */
  static int end(String text, int start) {
    if (!Rgi.SEQUENCES.mayStartWith(text.charAt(start))) {
      return start + Character.charCount(text.codePointAt(start));
    }
    return emojiEnd(text, start);
  }

  private static int emojiEnd(String text, int start) {
    int length = text.length();
    int cp = text.codePointAt(start);
    int node = Rgi.SEQUENCES.next(SequenceTrie.ROOT, cp);
    int at = start + Character.charCount(cp);
    int end = at;
    while (node != SequenceTrie.NONE) {
      while (at < length && text.charAt(at) == VARIATION_SELECTOR_16) {
        at++;
      }
      if (Rgi.SEQUENCES.stringAt(node) != SequenceTrie.NONE) {
        end = at;
      }
      if (at == length) {
        break;
      }
      cp = text.codePointAt(at);
      node = Rgi.SEQUENCES.next(node, cp);
      at += Character.charCount(cp);
    }
    return end;
  }

  /**
   * Returns whether every character is ASCII and cannot be part of an emoji sequence, so that it is
   * a unit in any context. Keycaps are the only sequences with ASCII.
   */
  static boolean isApartFromEmoji(String text) {
    return text.chars().allMatch(c -> c < 0x80 && c != '#' && c != '*' && !(c >= '0' && c <= '9'));
  }

  /**
   * Returns the first boundary between units at or after {@code index}; {@code boundary} must be an
   * earlier one.
   */
  static int boundaryFrom(String text, int boundary, int index) {
    int at = boundary;
    while (at < index) {
      at = end(text, at);
    }
    return at;
  }

  /** Returns the text without ignored U+FE0F, which is the same for all spellings of an emoji. */
  static String canonical(String text) {
    if (text.indexOf(VARIATION_SELECTOR_16) < 0) {
      return text;
    }
    StringBuilder canonical = new StringBuilder(text.length());
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      // The first character stays: a selector that starts a unit does not follow an emoji.
      canonical.append(text.charAt(start));
      for (int i = start + 1; i < end; i++) {
        if (text.charAt(i) != VARIATION_SELECTOR_16) {
          canonical.append(text.charAt(i));
        }
      }
      start = end;
    }
    return canonical.toString();
  }
}
