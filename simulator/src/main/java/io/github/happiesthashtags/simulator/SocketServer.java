package io.github.happiesthashtags.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on loopback with one thread a connection. */
final class SocketServer implements Closeable {
  /** A numeric address, because a name may mean IPv6 to the server and IPv4 to its client. */
  static final String ADDRESS = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 50;

  /**
   * The most connections: twice the number of all streams and partitions. Each connection may hold
   * two threads and a request of some megabytes.
   */
  static final int MAX_CONNECTIONS = 100;

  /** How long streams may take to end regularly; enough if their clients read. */
  private static final long GRACE_MILLIS = 200;

  /**
   * Threads end at once when their connections are cut; this limit only keeps a bug from hanging.
   */
  private static final long END_TIMEOUT_MILLIS = 10_000;

  /** A server's callback for connections, called by many threads at once. */
  interface Handler {
    void handle(HttpConnection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Handler handler;
  private final ExecutorService threads;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  private SocketServer(ServerSocket server, Handler handler) {
    this.server = server;
    this.handler = handler;
    this.threads =
        Executors.newCachedThreadPool(daemons("x-api-simulator-" + server.getLocalPort()));
  }

  /**
   * Starts listening.
   *
   * @param port 0 for any free port
   * @throws IOException if the port can't be bound
   */
  static SocketServer listen(int port, Handler handler) throws IOException {
    // Closed by close(), or here if the port can't be bound.
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    SocketServer server = new SocketServer(socket, handler);
    server.run(server::accept);
    return server;
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Runs a task on its own thread; closing the server interrupts the thread if it is still running.
   */
  void run(Runnable task) {
    threads.execute(task);
  }

  private void accept() {
    while (!closing) {
      try {
        // Closed by the thread that serves it.
        Socket socket = server.accept();
        HttpConnection connection = new HttpConnection(socket, threads);
        if (connections.size() < MAX_CONNECTIONS) {
          connections.add(connection);
          start(connection);
        } else {
          LOG.debug("A client is refused: {} are connected", MAX_CONNECTIONS);
          connection.close();
        }
      } catch (IOException e) {
        LOG.debug("A connection was not accepted", e);
      }
    }
  }

  private void start(HttpConnection connection) {
    try {
      threads.execute(() -> serve(connection));
    } catch (RejectedExecutionException e) {
      LOG.debug("The simulator is being closed", e);
      connections.remove(connection);
      connection.close();
    }
  }

  private void serve(HttpConnection connection) {
    try (connection) {
      if (!closing) {
        handler.handle(connection);
      }
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Logged because the client only sees a cut connection.
      LOG.error("The simulator failed to answer", e);
    } finally {
      connections.remove(connection);
    }
  }

  /** Cuts the remaining connections, ends the threads and frees the port. */
  @Override
  public void close() {
    closing = true;
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("The port was not closed well", e);
    }
    threads.shutdown();
    try {
      long begun = System.nanoTime();
      while (!connections.isEmpty()
          && System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS)) {
        // Polls: connections do not signal their end, and the grace period is short.
        Thread.sleep(1);
      }
      connections.forEach(HttpConnection::close);
      threads.shutdownNow();
      if (!threads.awaitTermination(END_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("A thread of the simulator did not end in {} ms", END_TIMEOUT_MILLIS);
      }
    } catch (InterruptedException e) {
      connections.forEach(HttpConnection::close);
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
