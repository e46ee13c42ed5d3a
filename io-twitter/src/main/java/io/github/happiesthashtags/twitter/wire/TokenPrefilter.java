package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;

/**
 * Rules out most texts that hold none of some tokens by looking at their bytes alone: a text
 * without {@code )} has no {@code :)}. Immutable.
 *
 * <p>A token that is in a text has each of its bytes there, unless it is written with JSON's
 * escapes by number, or with Twitter's of {@code &}, {@code <} and {@code >}.
 */
public final class TokenPrefilter {
  /** Most texts have one of these, for the sake of a URL or of a sentence. */
  private static final String COMMON = ":/.,-'! ";

  private static final String ESCAPED_BY_TWITTER = "&<>";

  private final boolean[] bytes = new boolean[1 << Byte.SIZE];

  /** A token may be written in ways that are not looked for. */
  private final boolean useless;

  private TokenPrefilter(Collection<String> tokens) {
    boolean odd = false;
    for (String token : tokens) {
      odd |= token.codePoints().anyMatch(c -> Character.isISOControl(c) || isSurrogate(c));
      add(rarest(token));
    }
    useless = odd;
  }

  /**
   * Returns a prefilter for these tokens, none of them empty, with {@code &}, {@code <} and {@code
   * >} unescaped.
   */
  public static TokenPrefilter of(Collection<String> tokens) {
    return new TokenPrefilter(tokens);
  }

  private void add(int codePoint) {
    byte[] written = Character.toString(codePoint).getBytes(UTF_8);
    bytes[written[written.length - 1] & 0xFF] = true;
    if (ESCAPED_BY_TWITTER.indexOf(codePoint) >= 0) {
      bytes['&'] = true;
    }
  }

  private static int rarest(String token) {
    return token
        .codePoints()
        .filter(c -> !Character.isLetterOrDigit(c) && COMMON.indexOf(c) < 0)
        .reduce(token.codePointBefore(token.length()), (before, c) -> c);
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Whether a token may be in a string of a JSON document; false is certain. */
  public boolean mayBeIn(byte[] json) {
    return mayBeIn(json, 0, json.length);
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
