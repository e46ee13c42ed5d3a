package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's connection, which carries one request and its response. */
final class HttpConnection implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
  private static final String MESSAGES = "application/json; charset=utf-8";
  private static final int BUFFER = 64 * 1024;
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  /**
   * The time limit of a request. It takes milliseconds on loopback, and a slow client must not hold
   * a thread for long.
   */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(302, "Found"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(420, "Enhance Your Calm"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(503, "Service Unavailable"));

  private final Socket socket;
  private final Executor threads;
  private final RequestInput in;
  private final OutputStream out;
  private volatile boolean gone;

  HttpConnection(Socket socket, Executor threads) throws IOException {
    this.socket = socket;
    this.threads = threads;
    socket.setTcpNoDelay(true);
    this.in = new RequestInput(socket, REQUEST_TIMEOUT);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  /** Returns the server's port. */
  int port() {
    return socket.getLocalPort();
  }

  /** Reads the request head; returns null if the client closed the connection first. */
  @Nullable RequestHead readHead() throws IOException, Refused {
    return RequestHead.read(in);
  }

  /** Reads the body as text, which is empty if there is none. */
  String readBody(RequestHead head) throws IOException, Refused {
    String body = body(head);
    in.heardOut();
    return body;
  }

  private String body(RequestHead head) throws IOException, Refused {
    if (head.header("expect").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    if (head.header("transfer-encoding").equalsIgnoreCase("chunked")) {
      StringBuilder body = new StringBuilder();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.append(new String(in.readNBytes(size), ISO_8859_1));
        RequestHead.readLine(in);
        checkSize(body.length());
      }
      RequestHead.readLine(in);
      return new String(body.toString().getBytes(ISO_8859_1), UTF_8);
    }
    return new String(in.readNBytes(checkSize(number(head.header("content-length"), 10))), UTF_8);
  }

  private int chunkSize() throws IOException, Refused {
    return checkSize(number(RequestHead.readLine(in).replaceFirst(";.*", ""), 16));
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return digits.isEmpty() ? 0 : Integer.parseInt(digits.strip(), radix);
    } catch (NumberFormatException e) {
      throw new IOException("the length of a client's body is not a number", e);
    }
  }

  private static int checkSize(int size) throws Refused {
    if (size < 0 || size > LARGEST_BODY) {
      throw new Refused(Problems.bodyTooLarge());
    }
    return size;
  }

  void send(Document document, boolean withBody) throws IOException {
    byte[] body = document.body().getBytes(UTF_8);
    StringBuilder head = head(document.status(), document.contentType());
    document.headers().forEach((name, value) -> header(head, name, value));
    header(head, "Content-Length", Integer.toString(body.length));
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    if (withBody) {
      out.write(body);
    }
    out.flush();
  }

  /**
   * Begins a response of unknown length, and starts watching for the client's disconnect.
   *
   * @param headers additional headers
   * @return the body; close it only if the response ends regularly
   */
  OutputStream begin(RequestHead request, Map<String, String> headers) throws IOException {
    StringBuilder head = head(200, MESSAGES);
    headers.forEach((name, value) -> header(head, name, value));
    if (request.isHttp11()) {
      header(head, "Transfer-Encoding", "chunked");
    }
    if (request.acceptsGzip()) {
      header(head, "Content-Encoding", "gzip");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.flush();
    OutputStream body = request.isHttp11() ? new ChunkedOutput(out) : out;
    return request.acceptsGzip()
        ? new GZIPOutputStream(new BufferedOutputStream(body, BUFFER), BUFFER, true)
        : body;
  }

  /** Returns whether either side has ended the connection. */
  boolean isGone() {
    return gone;
  }

  /** Starts watching for the client's disconnect, even while nothing is sent. */
  void watch() {
    try {
      threads.execute(
          () -> {
            try {
              while (in.read() >= 0) {
                LOG.trace("Ignoring what a client sent after its request");
              }
            } catch (IOException e) {
              LOG.trace("A client is gone", e);
            }
            close();
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("The simulator is being closed", e);
      close();
    }
  }

  /** Ends the connection with a TCP reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      LOG.debug("A client left before it could be reset", e);
    }
    close();
  }

  @Override
  public void close() {
    gone = true;
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A socket did not close well", e);
    }
  }

  private static StringBuilder head(int status, String contentType) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(status).append(' ').append(REASONS.getOrDefault(status, "Status")).append("\r\n");
    header(head, "Content-Type", contentType);
    header(head, "Connection", "close");
    return head;
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
