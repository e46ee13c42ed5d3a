package io.github.happiesthashtags.twitter.http;

import java.io.IOException;

/** Signals that a request is invalid; trying again will not help. */
public final class InvalidRequestException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception for a request that cannot be sent; the message says what to do. */
  public InvalidRequestException(String message) {
    super(message);
  }

  /**
   * Creates an exception for a request that the API refused.
   *
   * @param host the host that refused
   * @param request the request, such as its method and path
   * @param words the API's reason
   */
  public InvalidRequestException(String host, String request, ApiWords words) {
    super(
        host
            + " calls the request "
            + request
            + " invalid (400)"
            + words.suffix()
            + "; the same request would fail again: check the stream's options and the address");
  }
}
