package io.github.happiesthashtags.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Screens of tests. */
public final class Screens {
  private Screens() {}

  /** A screen that is no terminal. */
  public static Screen plain(PrintStream out, PrintStream err) {
    return new Screen(
        out, err, /* redraws= */ false, () -> new UnwritableException("standard output", null));
  }

  /** A screen whose standard output is a pipe that nobody reads. */
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
