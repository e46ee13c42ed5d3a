package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;

/**
 * The API refused a short call for now; the stream waits as if the stream request had been refused.
 */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(String message, Refusal refusal) {
    super(message);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
