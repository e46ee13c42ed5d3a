package io.github.happiesthashtags.twitter.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP server that answers one connection after another from a script, byte by byte. After the
 * script it accepts connections and sends nothing.
 */
public final class ScriptedServer implements AutoCloseable {
  /** The bytes that the server sends on one connection before it closes the connection. */
  public interface Answer {
    void send(OutputStream out, InputStream in) throws IOException;

    default Answer then(Answer next) {
      return (out, in) -> {
        send(out, in);
        out.flush();
        next.send(out, in);
      };
    }
  }

  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)Content-Length: *([0-9]+)");

  private final ServerSocket listener;
  private final Queue<Answer> script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Starts the server on a free port. */
  public ScriptedServer(Answer... script) throws IOException {
    this.script = new ConcurrentLinkedQueue<>(List.of(script));
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the head of a stream without an end. */
  public static Answer stream() {
    return text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  /** Returns a piece of a stream. */
  public static Answer chunk(String content) {
    return text(Integer.toHexString(content.getBytes(UTF_8).length) + "\r\n" + content + "\r\n");
  }

  /** Returns the regular end of a stream. */
  public static Answer end() {
    return text("0\r\n\r\n");
  }

  /** Sends nothing until the latch is open. */
  public static Answer until(CountDownLatch latch) {
    return (out, in) -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    };
  }

  /** Sends neither a byte nor an end until the client disconnects. */
  public static Answer hang() {
    return (out, in) -> {
      while (in.read() >= 0) {
        // Clients send nothing after a request.
      }
    };
  }

  /** Returns a whole answer without content; each header ends with a line end. */
  public static Answer status(int status, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return text(
        "HTTP/1.1 "
            + status
            + " Any\r\nConnection: close\r\nContent-Length: 0\r\n"
            + lines
            + "\r\n");
  }

  /** Returns a whole answer with content. */
  public static Answer refusal(int status, String body, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return text(
        "HTTP/1.1 "
            + status
            + " Any\r\nConnection: close\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n"
            + lines
            + "\r\n"
            + body);
  }

  /** Returns the head of an answer, and a body without an end. */
  public static Answer endless(int status) {
    byte[] much = new byte[1 << 16];
    Arrays.fill(much, (byte) 'x');
    return text("HTTP/1.1 " + status + " Any\r\nConnection: close\r\n\r\n")
        .then(
            (out, in) -> {
              while (true) {
                out.write(much);
              }
            });
  }

  /** Returns these bytes as they are. */
  public static Answer text(String bytes) {
    return (out, in) -> out.write(bytes.getBytes(UTF_8));
  }

  /** Returns the server's address with a path of X API v2. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/2/tweets/sample/stream");
  }

  /**
   * Returns the requests so far: the lines of the head, and after a blank line the content if there
   * is any.
   */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        open.add(socket);
        InputStream in = socket.getInputStream();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, ISO_8859_1));
        StringBuilder head = new StringBuilder();
        int contentLength = 0;
        for (String line = reader.readLine();
            line != null && !line.isEmpty();
            line = reader.readLine()) {
          head.append(line).append('\n');
          Matcher length = CONTENT_LENGTH.matcher(line);
          if (length.matches()) {
            contentLength = Integer.parseInt(length.group(1));
          }
        }
        if (contentLength > 0) {
          head.append('\n');
        }
        for (int i = 0; i < contentLength; i++) {
          head.append((char) reader.read());
        }
        requests.add(head.toString());
        Answer answer = script.poll();
        OutputStream out = socket.getOutputStream();
        (answer == null ? hang() : answer).send(out, in);
        out.flush();
        socket.shutdownOutput();
        // A close with unread bytes would be a reset.
        hang().send(out, in);
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
