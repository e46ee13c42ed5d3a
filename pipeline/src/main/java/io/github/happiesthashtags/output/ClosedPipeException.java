package io.github.happiesthashtags.output;

import java.io.IOException;

/** Nobody reads standard output any more, as when {@code head} has seen enough. */
public final class ClosedPipeException extends IOException {
  private static final long serialVersionUID = 1L;

  ClosedPipeException() {
    super("standard output is a pipe that nobody reads any more");
  }
}
