package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.testing.Decoding;
import java.io.IOException;

/** An encoded block is read back, or refused. */
public final class BlockCoderFuzz {
  private BlockCoderFuzz() {}

  public static void fuzzerTestOneInput(byte[] encoded) throws IOException {
    Decoding.readsBackOrRefuses(MessageBlockCoder.of(), encoded);
  }
}
