package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.LengthPrefixed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.jspecify.annotations.Nullable;

/**
 * The distinct happy statuses that a bundle found in one slice of event time, and for which windows
 * they came in time. Immutable.
 *
 * <p>The statuses are encoded: a runner keeps and copies tallies until their windows are ranked,
 * and as objects the statuses would take eight times the memory.
 *
 * @param sliceMillis where the slice begins, in milliseconds since the epoch
 * @param onTimeFrom in time for windows that end at or after this, in milliseconds since the epoch
 * @param openFrom late but still wanted for windows that end at or after this; lost for earlier
 * @param statuses as {@link DistinctStatuses#encode} gives them; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes to it, and equals looks into it.
record Tally(long sliceMillis, long onTimeFrom, long openFrom, byte[] statuses) {
  /** In time for every window. */
  static final long ALL = Long.MIN_VALUE;

  /** Encodes tallies. */
  static final class TallyCoder extends AtomicCoder<Tally> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Tally tally, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      out.writeLong(tally.sliceMillis);
      out.writeLong(tally.onTimeFrom);
      out.writeLong(tally.openFrom);
      ByteArrayCoder.of().encode(tally.statuses, out);
    }

    @Override
    public Tally decode(InputStream stream) throws IOException {
      DataInputStream in = new DataInputStream(stream);
      return new Tally(in.readLong(), in.readLong(), in.readLong(), LengthPrefixed.readBytes(in));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tally that
        && sliceMillis == that.sliceMillis
        && onTimeFrom == that.onTimeFrom
        && openFrom == that.openFrom
        && Arrays.equals(statuses, that.statuses);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(statuses);
  }

  @Override
  public String toString() {
    return "Tally{" + sliceMillis + ", " + statuses.length + " bytes}";
  }
}
