package io.github.happiesthashtags.rank;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Encodes a tally as one window sees it. */
final class WindowedTallyCoder extends AtomicCoder<WindowedTally> {
  private static final long serialVersionUID = 1L;

  @Override
  public void encode(WindowedTally tally, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeBoolean(tally.late());
    TallyCoder.writeAll(tally.statuses(), out);
  }

  @Override
  public WindowedTally decode(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    return new WindowedTally(in.readBoolean(), TallyCoder.readAll(in));
  }
}
