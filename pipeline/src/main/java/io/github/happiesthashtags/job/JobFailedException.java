package io.github.happiesthashtags.job;

import org.jspecify.annotations.Nullable;

/** A job that did not end well; the message is what the user is told. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  JobFailedException(int exitCode, @Nullable String message) {
    this(exitCode, message, null);
  }

  JobFailedException(int exitCode, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
