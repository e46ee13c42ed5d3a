package io.github.happiesthashtags.twitter.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that wants Basic authentication and forwards every connection to one server. */
final class TunnelProxy implements AutoCloseable {
  private static final String UNAUTHORIZED =
      String.join(
          "\r\n",
          "HTTP/1.1 407 Any",
          "Proxy-Authenticate: Basic realm=\"test\"",
          "Content-Length: 0",
          "Connection: close",
          "",
          "");

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final String authorization;
  private final InetSocketAddress tlsServer;
  private final InetSocketAddress plainServer;

  TunnelProxy(String authorization, InetSocketAddress tlsServer, InetSocketAddress plainServer)
      throws IOException {
    this.authorization = authorization;
    this.tlsServer = tlsServer;
    this.plainServer = plainServer;
    daemon(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Returns the first lines of the requests that had the right credentials. */
  List<String> accepted() {
    return List.copyOf(heads);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> lead(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void lead(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      String head = head(in);
      if (!head.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
        out.write(UNAUTHORIZED.getBytes(UTF_8));
        return;
      }
      heads.add(head.substring(0, head.indexOf("\r\n")));
      boolean tunnel = head.startsWith("CONNECT ");
      InetSocketAddress target = tunnel ? tlsServer : plainServer;
      try (Socket server = new Socket(target.getAddress(), target.getPort())) {
        if (tunnel) {
          out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(UTF_8));
        } else {
          // The server accepts only a path.
          server
              .getOutputStream()
              .write(head.replaceFirst("http://[^/]+", "").getBytes(ISO_8859_1));
        }
        daemon(() -> copy(in, server));
        server.getInputStream().transferTo(out);
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private static void copy(InputStream in, Socket server) {
    try {
      in.transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException e) {
      // The connection is over.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client went away");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tunnel-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
