package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.testing.Decoding;
import java.io.IOException;

/** A fuzz target: a mark's coder reads bytes back unchanged or refuses them. */
public final class FeedMarkFuzz {
  private FeedMarkFuzz() {}

  public static void fuzzerTestOneInput(byte[] encoded) throws IOException {
    Decoding.readsBackOrRefuses(new FeedMark.MarkCoder(), encoded);
  }
}
