package io.github.happiesthashtags.twitter.testing;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;

/** Checks of what a coder does with bytes that it may not have written. */
public final class Decoding {
  /**
   * The memory that decoding may take regardless of its input: far more than the classes that a
   * first call loads, far less than a wrong length would ask for.
   */
  private static final long ALLOCATED_ANYWAY = 64L << 20;

  private static final int ALLOCATED_PER_BYTE = 100;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Decoding() {}

  /** Decodes a value, and checks that another round trip does not change it. */
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
   * Decodes a value; empty if the coder refuses the bytes with an {@code IOException}.
   *
   * @throws AssertionError if decoding takes more memory than this many bytes justify
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
