package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.LengthPrefixed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/**
 * A window's statuses so far: those that came in time, and those that came after the watermark had
 * passed the window's end.
 *
 * <p>They are kept as the tallies brought them, encoded, and merged when the window is ranked. A
 * runner copies a window's state by its coder, Direct with each bundle, and to copy bytes costs
 * next to nothing.
 */
final class WindowStatuses {
  private final Parts onTime = new Parts();
  private final Parts late = new Parts();

  /** Returns one tally's statuses. */
  static WindowStatuses of(boolean isLate, byte[] statuses) {
    WindowStatuses window = new WindowStatuses();
    (isLate ? window.late : window.onTime).add(statuses);
    return window;
  }

  void addAll(WindowStatuses others) {
    others.onTime.encoded.forEach(onTime::add);
    others.late.encoded.forEach(late::add);
  }

  DistinctStatuses onTime() {
    return onTime.merged();
  }

  DistinctStatuses late() {
    return late.merged();
  }

  /** Encoded statuses that may have copies of each other. */
  private static final class Parts {
    /** Copies must not fill the heap, so they are merged before they take much more than this. */
    private static final int MAX_UNMERGED_BYTES = 4 << 20;

    /** An array of a status or two takes several times what they take. */
    private static final int MAX_PARTS = 1_000;

    private final List<byte[]> encoded = new ArrayList<>();
    private long bytes;
    private long mergedBytes;

    void add(byte[] statuses) {
      encoded.add(statuses);
      bytes += statuses.length;
      // Merging is only worth its cost when about as much has come as was merged before.
      if (bytes - mergedBytes > Math.max(mergedBytes, MAX_UNMERGED_BYTES)
          || encoded.size() > MAX_PARTS) {
        byte[] merged = merged().encode();
        encoded.clear();
        encoded.add(merged);
        bytes = merged.length;
        mergedBytes = bytes;
      }
    }

    /** Changes nothing, because Flink copies state while another thread encodes it. */
    DistinctStatuses merged() {
      DistinctStatuses merged = new DistinctStatuses();
      encoded.forEach(merged::addEncoded);
      return merged;
    }

    void write(OutputStream out) throws IOException {
      VarInt.encode(encoded.size(), out);
      for (byte[] statuses : encoded) {
        ByteArrayCoder.of().encode(statuses, out);
      }
    }

    void read(InputStream in) throws IOException {
      int count = VarInt.decodeInt(in);
      if (count < 0 || count > MAX_PARTS) {
        throw new CoderException(count + " parts of a window: the encoding is damaged");
      }
      for (int i = 0; i < count; i++) {
        encoded.add(LengthPrefixed.readBytes(in));
        bytes += encoded.get(i).length;
      }
      mergedBytes = count == 0 ? 0 : encoded.get(0).length;
    }
  }

  /** Encodes a window's statuses. */
  static final class WindowStatusesCoder extends AtomicCoder<WindowStatuses> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(WindowStatuses statuses, OutputStream out) throws IOException {
      statuses.onTime.write(out);
      statuses.late.write(out);
    }

    @Override
    public WindowStatuses decode(InputStream in) throws IOException {
      WindowStatuses statuses = new WindowStatuses();
      statuses.onTime.read(in);
      statuses.late.read(in);
      return statuses;
    }
  }
}
