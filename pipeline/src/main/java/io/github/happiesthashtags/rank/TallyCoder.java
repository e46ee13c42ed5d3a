package io.github.happiesthashtags.rank;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

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
    out.writeInt(statuses.size());
    for (HappyStatus status : statuses) {
      status.write(out);
    }
  }

  static List<HappyStatus> readAll(DataInputStream in) throws IOException {
    int size = in.readInt();
    // A corrupt size must not allocate: the list grows with what is really there.
    List<HappyStatus> statuses = new ArrayList<>(Math.min(size, 1 << 12));
    for (int i = 0; i < size; i++) {
      statuses.add(HappyStatus.read(in));
    }
    return statuses;
  }
}
