package io.github.happiesthashtags.twitter.testing;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;

/** What a coder must do with bytes that it may not have written. */
public final class Decoding {
  /** Far more than the classes that a first call loads, far less than a length that lies. */
  private static final long ALLOCATED_ANYWAY = 64L << 20;

  private static final int ALLOCATED_PER_BYTE = 100;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Decoding() {}

  /** Decodes, and checks that the value is the same after another round trip. */
  public static <T> void readsBackOrRefuses(Coder<T> coder, byte[] encoded) throws IOException {
    Optional<T> decoded = decode(coder, encoded);
    if (decoded.isEmpty()) {
      return;
    }
    T value = decoded.get();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coder.encode(value, out);
    T again = coder.decode(new ByteArrayInputStream(out.toByteArray()));
    if (!again.equals(value)) {
      throw new AssertionError(value + " became " + again);
    }
  }

  /**
   * Decodes a value, or gives nothing if the bytes are refused by an {@code IOException}.
   *
   * @throws AssertionError if more memory is taken than so many bytes can be the reason of
   */
  public static <T> Optional<T> decode(Coder<T> coder, byte[] encoded) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Optional<T> decoded;
    try {
      decoded = Optional.of(coder.decode(new ByteArrayInputStream(encoded)));
    } catch (IOException refused) {
      decoded = Optional.empty();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > ALLOCATED_ANYWAY + (long) ALLOCATED_PER_BYTE * encoded.length) {
      throw new AssertionError(allocated + " bytes allocated to decode " + encoded.length);
    }
    return decoded;
  }
}
