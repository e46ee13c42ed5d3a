package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes values of a line that was scanned, and so is known to be well-formed. */
final class ScannedValues {
  /** U+FF03, a full-width number sign, in UTF-8. */
  private static final byte[] FULL_WIDTH_SIGN = "\uFF03".getBytes(UTF_8);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NUMBER_SIGNS = LOW_BITS * '#';
  private static final long BACKSLASHES = LOW_BITS * '\\';
  private static final long LEADS = LOW_BITS * (FULL_WIDTH_SIGN[0] & 0xFF);

  private ScannedValues() {}

  /** A string between its quotes, which must be there. */
  static String string(byte[] line, int from, int to) {
    return hasEscape(line, from, to)
        ? parseString(line, from, to)
        : new String(line, from, to - from, UTF_8);
  }

  /** The string with any other characters beyond ASCII in place of its own. */
  static String asciiString(byte[] line, int from, int to) {
    return hasEscape(line, from, to)
        ? parseString(line, from, to)
        : new String(line, from, to - from, ISO_8859_1);
  }

  private static String parseString(byte[] line, int from, int to) {
    try (JsonParser parser = FullParser.JSON.createParser(line, from - 1, to - from + 2)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("a string that was scanned cannot be read", e);
    }
  }

  /** Of an array of entities, brackets included; null if they are in another form. */
  static @Nullable List<String> hashtags(byte[] line, int from, int to) {
    List<String> hashtags = ScannedHashtags.read(line, from, to);
    return hashtags != null ? hashtags : parseHashtags(line, from, to);
  }

  private static @Nullable List<String> parseHashtags(byte[] line, int from, int to) {
    try (JsonParser parser = FullParser.JSON.createParser(line, from, to - from)) {
      parser.nextToken();
      return TweetFields.readHashtags(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("an array that was scanned cannot be read", e);
    }
  }

  /** Whether there may be a number sign in the string, written in any way. */
  static boolean mayHoldHashtag(byte[] line, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(line, at);
      long hits =
          hasZero(word ^ NUMBER_SIGNS) | hasZero(word ^ BACKSLASHES) | hasZero(word ^ LEADS);
      if (hits != 0 && holdsHashtag(line, at, at + Long.BYTES)) {
        return true;
      }
    }
    return holdsHashtag(line, at, to);
  }

  private static boolean holdsHashtag(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '#'
          || (b == '\\' && line[i + 1] == 'u')
          || (b == FULL_WIDTH_SIGN[0]
              && line[i + 1] == FULL_WIDTH_SIGN[1]
              && line[i + 2] == FULL_WIDTH_SIGN[2])) {
        return true;
      }
    }
    return false;
  }

  /** Not zero if a byte of the word is. */
  private static long hasZero(long word) {
    return (word - LOW_BITS) & ~word & HIGH_BITS;
  }

  static boolean hasEscape(byte[] line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line[i] == '\\') {
        return true;
      }
    }
    return false;
  }
}
