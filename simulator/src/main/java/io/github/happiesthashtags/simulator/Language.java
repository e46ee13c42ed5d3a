package io.github.happiesthashtags.simulator;

/** A language and its words. */
final class Language {
  private final String code;
  private final byte[] codeBytes;
  private final boolean spaced;
  private final Fragment[] words;

  /**
   * Creates a language.
   *
   * @param code as in a status's {@code lang}
   * @param spaced whether spaces separate words
   */
  Language(String code, boolean spaced, Fragment[] words) {
    this.code = code;
    this.codeBytes = Json.syntax(code);
    this.spaced = spaced;
    this.words = words;
  }

  String code() {
    return code;
  }

  byte[] codeBytes() {
    return codeBytes;
  }

  boolean spaced() {
    return spaced;
  }

  Fragment[] words() {
    return words;
  }
}
