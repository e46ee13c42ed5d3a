package io.github.happiesthashtags.twitter.http;

import java.io.IOException;

/** The request is invalid, so trying again will not help. */
public final class InvalidRequestException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A request that cannot even be sent; the message says what to do. */
  public InvalidRequestException(String message) {
    super(message);
  }

  /**
   * A refusal.
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
