package io.github.happiesthashtags.simulator;

/** A language of the stream and its words. */
final class Language {
  private final String code;
  private final byte[] codeBytes;
  private final boolean spaced;
  private final Fragment[] words;

  /**
   * @param code as in a status's {@code lang}
   * @param spaced whether words stand apart
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
