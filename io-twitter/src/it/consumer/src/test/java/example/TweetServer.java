package example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP server that sends tweets as JSON lines, 400 a second, to each client. */
final class TweetServer implements AutoCloseable {
  private static final long MILLIS_A_TWEET = 2;

  private final ServerSocket listener;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile long tweets = Long.MAX_VALUE;

  TweetServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  int openConnections() {
    return open.size();
  }

  /** Lets later clients have this many tweets, and then only keep-alives. */
  void sendKeepAlivesAfter(long count) {
    tweets = count;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        open.add(client);
        daemon(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      for (long sent = 0; ; sent++) {
        String line = sent < tweets ? tweet() : "";
        out.write((line + "\n").getBytes(UTF_8));
        out.flush();
        // A server's own pace; no test depends on it.
        Thread.sleep(MILLIS_A_TWEET);
      }
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over.
    } finally {
      open.remove(client);
    }
  }

  private String tweet() {
    return "{\"data\":{\"id\":\"%d\",\"created_at\":\"%s\",\"text\":\"hello #world :)\"}}"
        .formatted(ids.incrementAndGet(), Instant.now());
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tweet-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
