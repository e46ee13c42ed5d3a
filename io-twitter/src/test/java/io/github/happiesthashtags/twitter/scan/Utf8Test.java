package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.Test;

/** The words' patterns against Java's own decoder. */
public class Utf8Test {
  /** On both sides of every border in Unicode's table. */
  private static final int[] THIRD_AND_FOURTH = {
    'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF
  };

  private static final int GUARDS = 8;

  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final CharBuffer decoded = CharBuffer.allocate(2 * GUARDS);
  private int wellFormed;

  /** With a line that goes on, and with one that ends behind the character. */
  private void check(byte... characters) {
    int run = 0;
    while (run < characters.length && characters[run] < 0) {
      run++;
    }
    int expected = isWellFormed(characters, run) ? run : -1;
    wellFormed += expected > 0 ? 1 : 0;
    byte[] line = Arrays.copyOf(characters, characters.length + GUARDS);
    Arrays.fill(line, characters.length, line.length, (byte) '}');
    for (int end : new int[] {line.length - 1, characters.length}) {
      int found = Words.Utf8.skip(line, 0, end);
      if (found != expected) {
        throw new AssertionError(
            HexFormat.of().formatHex(characters) + ": " + found + " instead of " + expected);
      }
    }
  }

  private boolean isWellFormed(byte[] characters, int length) {
    // The method that returns the text throws instead, and millions of exceptions take long.
    return !decoder
        .reset()
        .decode(ByteBuffer.wrap(characters, 0, length), decoded.clear(), true)
        .isError();
  }

  @Test
  public void everyCharacterIsSkippedAloneAndWithItsLike() {
    for (int codePoint = 0x80; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String one = Character.toString(codePoint);
        check(one.getBytes(UTF_8));
        check((one + '\u3042' + one).getBytes(UTF_8));
      }
    }
    assertThat(wellFormed, is(2 * (0x110000 - 0x80 - 0x800)));
  }

  @Test
  public void everyBeginningIsAcceptedAsJavaAcceptsIt() {
    for (int first = 0x80; first <= 0xFF; first++) {
      for (int second = 0; second <= 0xFF; second++) {
        for (int third : THIRD_AND_FOURTH) {
          for (int fourth : THIRD_AND_FOURTH) {
            check((byte) first, (byte) second, (byte) third, (byte) fourth);
          }
        }
      }
    }
    assertThat(wellFormed, is(greaterThan(1_000)));
  }

  @Test
  public void theSecondOfTwoIsLookedAtToo() {
    for (int second = 0x80; second <= 0xBF; second++) {
      for (int first : new int[] {0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF}) {
        check((byte) 0xE3, (byte) 0x81, (byte) 0x82, (byte) first, (byte) second, (byte) 0x80);
      }
    }
    assertThat(wellFormed, is(32 + 64 + 64 + 32 + 64 + 64));
  }
}
