package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A client that sees every byte, and how its connection ends. */
final class RawClient implements AutoCloseable {
  /** How a connection ended. */
  enum End {
    REGULAR,
    CUT,
    RESET
  }

  private final Socket socket;
  private final InputStream in;
  private final Map<String, String> headers = new HashMap<>();
  private int status;
  private int chunkLeft;
  private End end;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * A client that has asked and got the head of an answer. It asks for whole posts, so that tests
   * can compare them with those that were made.
   */
  static RawClient get(XApiSimulator simulator, String path, String... more) throws IOException {
    RawClient client = ask(simulator, "GET", StreamClient.whole(path), "", more);
    client.readHead();
    return client;
  }

  /** A client that has asked. */
  static RawClient ask(
      XApiSimulator simulator, String method, String path, String body, String... more)
      throws IOException {
    return send(
        simulator,
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n%s%s\r\n\r\n%s"
            .formatted(
                method,
                path,
                simulator.uri().getPort(),
                simulator.bearerToken(),
                String.join("", Arrays.stream(more).map(h -> h + "\r\n").toList()),
                "Content-Length: " + body.length(),
                body));
  }

  static RawClient send(XApiSimulator simulator, String request) throws IOException {
    RawClient client =
        new RawClient(new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort()));
    client.socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return client;
  }

  void readHead() throws IOException {
    status = Integer.parseInt(RequestHead.readLine(in).split(" ", -1)[1]);
    for (String line = RequestHead.readLine(in); !line.isEmpty(); line = RequestHead.readLine(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
  }

  int status() {
    return status;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** How the connection ended; null while it has not. */
  End end() {
    return end;
  }

  /** The next bytes up to and with a line feed; fewer where the connection ends. */
  byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  /** The next messages without line ends; keep-alives are left out. */
  List<String> messages(int count) throws IOException {
    List<String> messages = new ArrayList<>();
    while (messages.size() < count && end == null) {
      String line = new String(line(), UTF_8).strip();
      if (!line.isEmpty()) {
        messages.add(line);
      }
    }
    return messages;
  }

  /** All there is up to the end. */
  List<String> messages() throws IOException {
    return messages(Integer.MAX_VALUE);
  }

  InputStream bytes() {
    return in;
  }

  private int read() throws IOException {
    try {
      if (header("transfer-encoding").isEmpty()) {
        int b = in.read();
        end = b < 0 ? End.CUT : null;
        return b;
      }
      return readChunked();
    } catch (EOFException e) {
      end = End.CUT;
    } catch (SocketException e) {
      end = End.RESET;
    }
    return -1;
  }

  private int readChunked() throws IOException {
    if (chunkLeft == 0) {
      String size = RequestHead.readLine(in);
      if (size.isEmpty()) {
        throw new EOFException();
      }
      chunkLeft = Integer.parseInt(size, 16);
      if (chunkLeft == 0) {
        end = End.REGULAR;
        return -1;
      }
    }
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    if (--chunkLeft == 0) {
      RequestHead.readLine(in);
    }
    return b;
  }

  /** Goes away in the middle of everything. */
  void leave() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
