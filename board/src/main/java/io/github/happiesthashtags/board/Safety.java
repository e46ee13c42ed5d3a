package io.github.happiesthashtags.board;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds for every answer: headers, the size of requests, and errors as problem documents. */
final class Safety {
  private static final Logger LOG = LoggerFactory.getLogger(Safety.class);

  /** Only what the server itself serves; a hashtag that got into the page as markup can't act. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  private Safety() {}

  static void addTo(JavalinConfig config) {
    config.router.mount(
        routes -> {
          routes.before(Safety::before);
          routes.exception(Problem.class, (e, context) -> answer(context, e));
          routes.exception(
              SQLException.class,
              (e, context) -> {
                LOG.warn("cannot read the database: {}", e.toString());
                context.header(Header.RETRY_AFTER, "5");
                answer(context, Problem.unavailable("the database does not answer", e));
              });
          routes.exception(
              HttpResponseException.class,
              (e, context) ->
                  write(context, Problem.document(e.getStatus(), "no such resource or method")));
          routes.exception(
              Exception.class,
              (e, context) -> {
                LOG.error("cannot answer {}", context.path(), e);
                write(context, Problem.document(500, "an error in the server; its log says more"));
              });
        });
  }

  private static void before(Context context) {
    HEADERS.forEach(context::header);
    if (context.req().getContentLengthLong() > Limits.MAX_BODY_BYTES
        || context.header("Transfer-Encoding") != null) {
      // The rest of the body is not read.
      context.header(Header.CONNECTION, "close");
      throw Problem.tooLarge("requests have no body");
    }
  }

  private static void answer(Context context, Problem problem) {
    write(context, problem.document());
  }

  private static void write(Context context, Problem.Document document) {
    context.header(Header.CACHE_CONTROL, "no-store");
    context.status(document.status()).contentType(Problem.MEDIA_TYPE).result(Json.bytes(document));
  }

  static void limit(HttpConfiguration http) {
    http.setRequestHeaderSize(Limits.MAX_HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }

  /** Requests that never reach a handler, such as ones with too large a header. */
  static void answerErrors(Server server) {
    server.setErrorHandler(
        new ErrorHandler() {
          @Override
          public boolean errorPageForMethod(String method) {
            return !HttpMethod.HEAD.is(method);
          }

          @Override
          protected void generateAcceptableResponse(
              Request base,
              HttpServletRequest request,
              HttpServletResponse response,
              int code,
              String message,
              String mimeType)
              throws IOException {
            base.setHandled(true);
            HEADERS.forEach(response::setHeader);
            response.setContentType(Problem.MEDIA_TYPE);
            response.getOutputStream().write(Json.bytes(Problem.document(code, null)));
          }

          @Override
          public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
            HEADERS.forEach(fields::put);
            fields.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
            return ByteBuffer.wrap(Json.bytes(Problem.document(status, reason)));
          }
        });
  }
}
