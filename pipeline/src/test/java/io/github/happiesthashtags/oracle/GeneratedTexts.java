package io.github.happiesthashtags.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts and hashtags of which most smile, most collide, and some are traps. */
final class GeneratedTexts {

  private static final String ZWJ = "\u200D";

  /** Few, so that they meet; families fold together, or look as if they should. */
  private static final List<String> HASHTAGS =
      List.of(
          "joy",
          "Joy",
          "JOY",
          "\uFF2A\uFF4F\uFF59", // fullwidth Joy
          "istanbul",
          "ISTANBUL",
          "\u0130stanbul", // dotted capital: folds to i and a combining dot
          "i\u0307stanbul",
          "\u0131stanbul", // dotless: stays itself
          "stra\u00DFe",
          "STRASSE",
          "\uFB01n", // ligature
          "FIN",
          "\u03C3\u03B1\u03C2", // final sigma
          "\u03A3\u0391\u03A3",
          "caf\u00E9",
          "cafe\u0301",
          "\u732B",
          "\uFF5E", // after U+1D400 by UTF-16 unit, before it by code point
          "\uD835\uDC00",
          "A",
          "\uFFFDz",
          "\uD801\uDC00", // Deseret, which has cases beyond the BMP
          "\uD801\uDC28",
          "\uD842\uDFB7",
          "joy2",
          "jo");

  /** Such as only entities can hold; not the empty one, on which the contract is silent. */
  private static final List<String> ODD_HASHTAGS =
      List.of("a,b", "say\"hi\"", "two\nlines", "cr\rlf", "#joy", "\uFF03joy", "=1+1");

  private static final List<String> SMILES =
      List.of(
          ":)",
          ":))",
          ":):)",
          "::)",
          "(:",
          "(:)",
          ":-)",
          ":D",
          "=)",
          ":]",
          "^_^",
          "(-:",
          "\uD83D\uDE00",
          "\uD83D\uDE42",
          "\uD83D\uDE42\uFE0F",
          "\u263A",
          "\u263A\uFE0F",
          "\u263A\uFE0E",
          "\uD83D\uDE0E",
          "\uD83D\uDE42" + ZWJ + "\u2194\uFE0F", // head shaking, in full
          "\uD83D\uDE42" + ZWJ + "\u2194", // and without its selector
          "\uD83D\uDE00" + ZWJ + "\uD83D\uDE42", // joined, but no sequence
          "\uD83D\uDE42" + ZWJ,
          "\u263A\uD83C\uDFFB");

  private static final List<String> FRAGMENTS =
      List.of(
          " ",
          " ",
          " ",
          "word ",
          "\n",
          "\t",
          ":(",
          ":",
          ")",
          "(",
          "-",
          ";)",
          "&lt;3",
          "&amp;lt;",
          "&amp;amp;gt;",
          "&amp;",
          "&gt;:)",
          "&AMP;",
          "&lt",
          "& ",
          ":&#41;",
          "\\",
          "\"",
          "\\u003a\\u0029",
          "/",
          "http://t.test/:) ",
          "https://t.test/#joy ",
          "@someone ",
          "\u2764\uFE0F",
          "\u2764\uFE0F" + ZWJ + "\uD83D\uDD25",
          "\uD83D\uDC4D\uD83C\uDFFD",
          "\uD83D\uDC68" + ZWJ + "\uD83D\uDC69" + ZWJ + "\uD83D\uDC67",
          "\uD83C\uDDFA\uD83C\uDDF8",
          "\uD83C\uDDFA",
          "1\uFE0F\u20E3",
          "#\uFE0F\u20E3",
          "\u2194\uFE0F",
          ZWJ,
          "\uD83D", // half a pair
          "\uDE00",
          "\u0000",
          "\u2028",
          "\u00FCn\u00EF ",
          "\u65E5\u672C\u8A9E",
          "#123 ",
          "a#joy ",
          "##joy ",
          "#",
          "\uFF03joy ");

  private final Random random;

  GeneratedTexts(Random random) {
    this.random = random;
  }

  /** Hashtags as entities hold them: mostly one to three, sometimes none. */
  List<String> hashtags() {
    List<String> hashtags = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      hashtags.add(random.nextInt(12) == 0 ? pick(ODD_HASHTAGS) : pick(HASHTAGS));
    }
    return hashtags;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(9);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> text.append(pick(SMILES));
        case 2 -> text.append(" #").append(pick(HASHTAGS)).append(' ');
        default -> text.append(pick(FRAGMENTS));
      }
    }
    return text.toString();
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
