package io.github.happiesthashtags.twitter.wire;

import java.util.Locale;
import java.util.Map;

/** Codes of languages as BCP 47 has them. */
public final class LanguageCode {
  private static final int SUBTAG_LENGTH = 2;
  private static final Map<String, String> TODAY = Map.of("in", "id", "iw", "he", "ji", "yi");

  private LanguageCode() {}

  /**
   * The code with the language's present name: {@code in}, {@code iw} and {@code ji}, which Twitter
   * still writes, are {@code id}, {@code he} and {@code yi}. Any other code is returned as it is.
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
