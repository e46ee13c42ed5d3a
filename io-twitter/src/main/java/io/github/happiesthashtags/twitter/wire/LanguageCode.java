package io.github.happiesthashtags.twitter.wire;

import java.util.Locale;
import java.util.Map;

/** Language codes of BCP 47. */
public final class LanguageCode {
  private static final int SUBTAG_LENGTH = 2;
  private static final Map<String, String> TODAY = Map.of("in", "id", "iw", "he", "ji", "yi");

  private LanguageCode() {}

  /**
   * Returns the current code of the language: {@code in}, {@code iw} and {@code ji}, which Twitter
   * still writes, become {@code id}, {@code he} and {@code yi}. Other codes are returned unchanged.
   *
   * <p>Source: IANA's language subtag registry, {@code Preferred-Value}.
   */
  public static String canonical(String code) {
    boolean hasTwoLetters =
        code.length() == SUBTAG_LENGTH
            || (code.length() > SUBTAG_LENGTH && code.charAt(SUBTAG_LENGTH) == '-');
    if (!hasTwoLetters) {
      return code;
    }
    String language = code.substring(0, SUBTAG_LENGTH).toLowerCase(Locale.ROOT);
    String today = TODAY.get(language);
    return today == null ? code : today + code.substring(SUBTAG_LENGTH);
  }
}
