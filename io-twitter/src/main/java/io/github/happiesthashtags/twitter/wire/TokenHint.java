package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;

/**
 * Tells of most texts that none of some tokens can be in them, from the bytes that they are written
 * in: a text without {@code )} has no {@code :)}. Immutable.
 *
 * <p>A token that is in a text has each of its bytes there, unless it is written with JSON's
 * escapes by number, or with Twitter's of {@code &}, {@code <} and {@code >}.
 */
public final class TokenHint {
  /** Most texts have one of these, for the sake of a URL or of a sentence. */
  private static final String COMMON = ":/.,-'! ";

  private static final String ESCAPED_BY_TWITTER = "&<>";

  private final boolean[] bytes = new boolean[1 << Byte.SIZE];
  private boolean useless;

  private TokenHint() {}

  /**
   * A hint for these tokens, none of them empty, with {@code &}, {@code <} and {@code >} as such.
   */
  public static TokenHint of(Collection<String> tokens) {
    TokenHint hint = new TokenHint();
    tokens.forEach(hint::add);
    return hint;
  }

  private void add(String token) {
    int rare = token.codePointBefore(token.length());
    for (int codePoint : token.codePoints().toArray()) {
      if (Character.isISOControl(codePoint) || isSurrogate(codePoint)) {
        // Written in ways that are not looked for.
        useless = true;
      }
      if (!Character.isLetterOrDigit(codePoint) && COMMON.indexOf(codePoint) < 0) {
        rare = codePoint;
      }
    }
    byte[] written = Character.toString(rare).getBytes(UTF_8);
    bytes[written[written.length - 1] & 0xFF] = true;
    if (ESCAPED_BY_TWITTER.indexOf(rare) >= 0) {
      bytes['&'] = true;
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Whether a token may be in a string, in whatever way it is written; false is certain. */
  boolean mayBeIn(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (bytes[b & 0xFF] || (b == '\\' && line[i + 1] == 'u')) {
        return true;
      }
    }
    return useless;
  }
}
