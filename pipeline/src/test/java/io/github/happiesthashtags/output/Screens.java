package io.github.happiesthashtags.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Screens for tests. */
public final class Screens {
  private Screens() {}

  /** Returns a screen that is not a terminal. */
  public static Screen plain(PrintStream out, PrintStream err) {
    return new Screen(
        out, err, /* redraws= */ false, () -> new UnwritableException("standard output", null));
  }

  /** Returns a screen whose standard output is a closed pipe. */
  public static Screen closed(PrintStream err) {
    OutputStream pipe =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    return new Screen(new PrintStream(pipe), err, /* redraws= */ false, ClosedPipeException::new);
  }
}
