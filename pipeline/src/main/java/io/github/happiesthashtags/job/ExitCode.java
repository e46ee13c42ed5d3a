package io.github.happiesthashtags.job;

/** What the process answers its caller. */
final class ExitCode {
  /** The job ended, or was interrupted. */
  static final int OK = 0;

  /** The job failed. */
  static final int FAILED = 1;

  /** An option cannot be used; nothing was started. */
  static final int BAD_OPTION = 2;

  /** The API refused the credentials. */
  static final int CREDENTIALS = 3;

  /** Nobody reads standard output any more; shells report this code for SIGPIPE. */
  static final int CLOSED_PIPE = 128 + 13;

  private ExitCode() {}
}
