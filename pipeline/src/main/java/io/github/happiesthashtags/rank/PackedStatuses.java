package io.github.happiesthashtags.rank;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Statuses as they were encoded, read anew whenever they are gone through. A runner copies what it
 * groups by its coder, Direct all of a window with each bundle: to copy bytes costs next to
 * nothing. Immutable.
 */
final class PackedStatuses extends AbstractCollection<HappyStatus> {
  private final int size;
  private final byte[] bytes;

  /**
   * Statuses that were packed.
   *
   * @throws CoderException if there cannot be so many
   */
  PackedStatuses(int size, byte[] bytes) throws CoderException {
    if (size < 0 || size > bytes.length) {
      throw new CoderException(
          size + " statuses in " + bytes.length + " bytes: the encoding is damaged");
    }
    this.size = size;
    this.bytes = bytes;
  }

  static PackedStatuses of(Collection<HappyStatus> statuses) throws IOException {
    if (statuses instanceof PackedStatuses packed) {
      return packed;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (HappyStatus status : statuses) {
      status.write(out);
    }
    return new PackedStatuses(statuses.size(), bytes.toByteArray());
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public int size() {
    return size;
  }

  /** Its {@code next} throws {@link UncheckedIOException} if the encoding is damaged. */
  @Override
  public Iterator<HappyStatus> iterator() {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Map<String, String> names = new HashMap<>();
    return new Iterator<>() {
      private int left = size;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public HappyStatus next() {
        if (left == 0) {
          throw new NoSuchElementException();
        }
        left--;
        try {
          return HappyStatus.read(in).share(names);
        } catch (IOException e) {
          throw new UncheckedIOException("the encoding of statuses is damaged", e);
        }
      }
    };
  }
}
