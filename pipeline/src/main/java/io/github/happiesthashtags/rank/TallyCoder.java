package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.LengthPrefixed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;

/** Encodes tallies; the statuses keep their order. */
final class TallyCoder extends AtomicCoder<Tally> {
  private static final long serialVersionUID = 1L;
  private static final TallyCoder INSTANCE = new TallyCoder();

  private TallyCoder() {}

  /** The only instance. */
  public static TallyCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Tally tally, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeLong(tally.onTimeFrom());
    out.writeLong(tally.openFrom());
    writeAll(tally.statuses(), out);
  }

  @Override
  public Tally decode(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    return new Tally(in.readLong(), in.readLong(), readAll(in));
  }

  static void writeAll(Collection<HappyStatus> statuses, DataOutputStream out) throws IOException {
    PackedStatuses packed = PackedStatuses.of(statuses);
    out.writeInt(packed.size());
    VarInt.encode(packed.length(), out);
    out.write(packed.bytes(), 0, packed.length());
  }

  static PackedStatuses readAll(DataInputStream in) throws IOException {
    int size = in.readInt();
    // A corrupt length must not allocate.
    byte[] bytes = LengthPrefixed.readBytes(in);
    if (size < 0 || size > bytes.length) {
      throw new CoderException(
          size + " statuses in " + bytes.length + " bytes: the encoding is damaged");
    }
    return new PackedStatuses(size, bytes, bytes.length);
  }
}
