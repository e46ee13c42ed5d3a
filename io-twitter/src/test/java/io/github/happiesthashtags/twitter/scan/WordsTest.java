package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Random;
import org.junit.Test;

/** Compares checks of whole words with checks byte by byte. */
public class WordsTest {
  private static final int EIGHT = Long.BYTES;

  private final Random random = new Random(1);

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  public void everyByteButADigitEndsThem() {
    for (int other = 0; other <= 0xFF; other++) {
      boolean digit = other >= '0' && other <= '9';
      for (int at = 0; at < EIGHT; at++) {
        for (char following : new char[] {'0', '9', '/', ':', '\u00ff'}) {
          String text = "9".repeat(at) + (char) other + "7777777".replace('7', following);
          boolean followed = following == '0' || following == '9';
          int expected = digit && followed ? EIGHT : digit ? at + 1 : at;
          assertThat(text, Words.digits(bytes(text), 0), is(Math.min(expected, EIGHT)));
        }
      }
    }
  }

  @Test
  public void noneAreCountedWhereThereAreNoEightBytes() {
    assertThat(Words.digits(bytes("12345678"), 0), is(8));
    assertThat(Words.digits(bytes("12345678"), 1), is(0));
  }

  @Test
  public void eightAreReadAsANumberIs() {
    for (int i = 0; i < 10_000; i++) {
      int number = random.nextInt(100_000_000);
      assertThat(Words.eightDigits(bytes("%08d".formatted(number)), 0), is((long) number));
    }
    assertThat(Words.eightDigits(bytes("99999999"), 0), is(99_999_999L));
    assertThat(Words.eightDigits(bytes("x00000000"), 1), is(0L));
  }

  @Test
  public void onlyHexadecimalDigitsAreAccepted() {
    for (int other = 0; other <= 0xFF; other++) {
      for (int at = 0; at < Integer.BYTES; at++) {
        for (String following : new String[] {"0", "9", "a", "F", "/", "@", "`", "\u00ff"}) {
          String text = "c0De".substring(0, at) + (char) other + following.repeat(Integer.BYTES);
          boolean expected = true;
          for (char c : text.substring(0, Integer.BYTES).toCharArray()) {
            expected &= c <= 'f' && Character.digit(c, 16) >= 0;
          }
          assertThat(text, Words.fourHexDigits(bytes(text), 0), is(expected));
        }
      }
    }
    assertThat(Words.fourHexDigits(bytes("\\u12e"), 2), is(false));
  }
}
