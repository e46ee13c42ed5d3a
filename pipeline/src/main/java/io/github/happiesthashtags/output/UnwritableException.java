package io.github.happiesthashtags.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Thrown if an output cannot be written; the message names it and gives the system's reason. */
public final class UnwritableException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param what a path, or the user's name for the output
   */
  public UnwritableException(String what, @Nullable Exception cause) {
    super(what + " cannot be written: " + reason(cause), cause);
  }

  private static String reason(@Nullable Exception cause) {
    // Only the reason: the whole message repeats the path, that of a temporary file.
    @Nullable String reason =
        cause instanceof FileSystemException failure && failure.getReason() != null
            ? failure.getReason()
            : cause == null ? null : cause.getMessage();
    return reason == null ? "no reason given" : reason;
  }
}
