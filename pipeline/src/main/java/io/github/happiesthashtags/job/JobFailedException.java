package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.ClosedPipeException;
import io.github.happiesthashtags.output.UnwritableException;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.text.Printable;
import io.github.happiesthashtags.twitter.xapi.RulesException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that did not end well; the message is what the user is told. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);

  /**
   * The most that is shown of an engine's message: it may be a page, and its first lines say what
   * happened.
   */
  private static final int MAX_MESSAGE = 1000;

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

  /** Returns the exit code and the message for what a job failed of. */
  static JobFailedException because(RuntimeException e) {
    Optional<CredentialsException> refused = cause(e, CredentialsException.class);
    if (refused.isPresent()) {
      return new JobFailedException(ExitCode.CREDENTIALS, refused.get().getMessage(), e);
    }
    Optional<RulesException> rules = cause(e, RulesException.class);
    if (rules.isPresent()) {
      return new JobFailedException(
          ExitCode.BAD_OPTION, "--xRules: " + rules.get().getMessage(), e);
    }
    if (cause(e, ClosedPipeException.class).isPresent()) {
      // Like other programs, print nothing: the reader closed the pipe on purpose.
      return new JobFailedException(ExitCode.CLOSED_PIPE, null, e);
    }
    Optional<UnwritableException> unwritable = cause(e, UnwritableException.class);
    if (unwritable.isPresent()) {
      return new JobFailedException(
          ExitCode.FAILED, "the job failed: " + unwritable.get().getMessage(), e);
    }
    Optional<InvalidRequestException> invalid = cause(e, InvalidRequestException.class);
    if (invalid.isPresent()) {
      return new JobFailedException(ExitCode.FAILED, invalid.get().getMessage(), e);
    }
    LOG.error("the job failed", e);
    return new JobFailedException(ExitCode.FAILED, "the job failed: " + rootMessage(e), e);
  }

  /** Returns the first of the causes that has this type. */
  static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
    for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return Optional.of(type.cast(t));
      }
    }
    return Optional.empty();
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
      root = t;
    }
    return root.getClass().getSimpleName() + ": " + Printable.line(root.getMessage(), MAX_MESSAGE);
  }
}
