package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.testing.Decoding;
import java.io.IOException;

/** An encoded mark is read back, or refused. */
public final class FeedMarkFuzz {
  private FeedMarkFuzz() {}

  public static void fuzzerTestOneInput(byte[] encoded) throws IOException {
    Decoding.readsBackOrRefuses(new FeedMark.MarkCoder(), encoded);
  }
}
