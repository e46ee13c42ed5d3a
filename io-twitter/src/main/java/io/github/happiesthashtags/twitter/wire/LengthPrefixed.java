package io.github.happiesthashtags.twitter.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * Reads what Beam's coders of byte arrays and strings write behind a length. Theirs take the memory
 * that the length asks for before they have read a byte of it: one damaged byte takes gigabytes.
 */
public final class LengthPrefixed {
  /** Taken at once: as much as a block mostly has. More is taken as it comes. */
  private static final int TRUSTED_BYTES = 1 << 21;

  private LengthPrefixed() {}

  /** Reads what {@link org.apache.beam.sdk.coders.ByteArrayCoder} wrote. */
  public static byte[] readBytes(InputStream in) throws IOException {
    int length = VarIntCoder.of().decode(in);
    if (length < 0) {
      throw new CoderException("a length of " + length + ": the encoding is damaged");
    }
    byte[] bytes;
    int read;
    if (length <= TRUSTED_BYTES) {
      bytes = new byte[length];
      read = in.readNBytes(bytes, 0, length);
    } else {
      bytes = in.readNBytes(length);
      read = bytes.length;
    }
    if (read < length) {
      throw new CoderException(
          "a length of " + length + ", but " + read + " bytes come: the encoding is damaged");
    }
    return bytes;
  }

  /** Reads what {@link org.apache.beam.sdk.coders.StringUtf8Coder} wrote. */
  public static String readString(InputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }
}
