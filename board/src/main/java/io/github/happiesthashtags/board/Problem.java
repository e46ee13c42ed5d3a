package io.github.happiesthashtags.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Why a request is not answered, as a problem document (RFC 9457). */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final String MEDIA_TYPE = "application/problem+json";

  private final int status;

  private Problem(int status, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, cause != null);
    this.status = status;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, detail, null);
  }

  static Problem notFound(String detail) {
    return new Problem(404, detail, null);
  }

  static Problem tooLarge(String detail) {
    return new Problem(413, detail, null);
  }

  static Problem unavailable(String detail, @Nullable Throwable cause) {
    return new Problem(503, detail, cause);
  }

  int status() {
    return status;
  }

  Document document() {
    return document(status, getMessage());
  }

  static Document document(int status, @Nullable String detail) {
    String title =
        switch (status) {
          case 400 -> "Bad request";
          case 404 -> "Not found";
          case 405 -> "Method not allowed";
          case 413 -> "Content too large";
          case 414 -> "URI too long";
          case 431 -> "Request header fields too large";
          case 503 -> "Not available";
          default -> status < 500 ? "Refused" : "Failed";
        };
    return new Document("about:blank", title, status, detail);
  }

  /** The members of RFC 9457. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(String type, String title, int status, @Nullable String detail) {}
}
