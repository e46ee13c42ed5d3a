package io.github.happiesthashtags.output;

import java.io.PrintStream;

/** Screens of tests. */
public final class Screens {
  private Screens() {}

  /** A screen that is no terminal. */
  public static Screen plain(PrintStream out, PrintStream err) {
    return new Screen(out, err, /* redraws= */ false);
  }
}
