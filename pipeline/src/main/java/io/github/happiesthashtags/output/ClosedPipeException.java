package io.github.happiesthashtags.output;

import java.io.IOException;

/** Thrown if the reader of standard output has closed the pipe, as {@code head} does. */
public final class ClosedPipeException extends IOException {
  private static final long serialVersionUID = 1L;

  ClosedPipeException() {
    super("standard output is a pipe that nobody reads any more");
  }
}
