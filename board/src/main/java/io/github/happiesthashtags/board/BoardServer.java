package io.github.happiesthashtags.board;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Serves a web page, an API and events over the leaderboards in a database.
 *
 * <pre>{@code
 * try (BoardServer board = BoardServer.over(database).withPort(8080).start()) {
 *   System.out.println(board.address());
 *   ...
 * }
 * }</pre>
 *
 * <p>It reads the tables {@code leaderboard_window} and {@code leaderboard_row} and writes nothing.
 * The tables need not exist yet. Without {@link Builder#withHost} only this machine can connect.
 */
public final class BoardServer implements AutoCloseable {
  /** The port if none is given. */
  public static final int DEFAULT_PORT = 8080;

  /** The host if none is given: only programs on this machine can connect. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Browsers that connect at the same moment. */
  private static final int BACKLOG = 128;

  /** The settings of a server that has not started. */
  public static final class Builder {
    private final DataSource database;
    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private boolean nextPort;
    private @Nullable Supplier<JobHealth> health;

    private Builder(DataSource database) {
      this.database = database;
    }

    /** Listens on this host name or address; {@code 0.0.0.0} for every interface. */
    public Builder withHost(String host) {
      this.host = host;
      return this;
    }

    /** Listens on this port; 0 for any free one. */
    public Builder withPort(int port) {
      this.port = port;
      return this;
    }

    /** Takes one of the next ports if the port is taken. */
    public Builder orNextPort() {
      this.nextPort = true;
      return this;
    }

    /** Shows how the job in this process is getting on. */
    public Builder withHealth(Supplier<JobHealth> health) {
      this.health = health;
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws IOException if it cannot listen on the host and port
     */
    public BoardServer start() throws IOException {
      return new BoardServer(this);
    }
  }

  private final Javalin javalin;
  private final Events events;
  private final URI address;

  private BoardServer(Builder settings) throws IOException {
    ServerSocketChannel socket = bind(settings);
    InetSocketAddress bound = (InetSocketAddress) socket.getLocalAddress();
    address = address(settings.host, bound);
    BoardStore store = new BoardStore(settings.database);
    events = new Events(store, settings.health);
    javalin = Javalin.create(config -> configure(config, store, events, settings.health));
    javalin
        .unsafeConfig()
        .jetty
        .addConnector(
            (server, http) -> {
              Safety.limit(http);
              Safety.answerErrors(server);
              ServerConnector connector =
                  new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
              connector.setIdleTimeout(Limits.IDLE.toMillis());
              server.addBean(new ConnectionLimit(Limits.MAX_CONNECTIONS, connector));
              try {
                connector.open(socket);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return connector;
            });
    boolean started = false;
    try {
      javalin.start();
      started = true;
    } finally {
      if (!started) {
        socket.close();
      }
    }
    events.start();
  }

  private static void configure(
      JavalinConfig config, BoardStore store, Events events, @Nullable Supplier<JobHealth> health) {
    // Whoever starts the server tells of it.
    JavalinLogger.enabled = false;
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.gzipOnlyCompression();
    QueuedThreadPool threads =
        new QueuedThreadPool(Limits.THREADS, 1, (int) Limits.IDLE.toMillis());
    threads.setName("board");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    Safety.addTo(config);
    new BoardMetrics(events, store::answers).addTo(config);
    new Api(store, events, health).addTo(config);
    Assets.addTo(config);
  }

  private static ServerSocketChannel bind(Builder settings) throws IOException {
    InetAddress host = InetAddress.getByName(settings.host);
    int last = settings.port;
    if (settings.nextPort && settings.port != 0) {
      last = Math.min(settings.port + Limits.NEXT_PORTS, 65_535);
    }
    for (int port = settings.port; ; port++) {
      ServerSocketChannel socket = ServerSocketChannel.open();
      try {
        return socket.bind(new InetSocketAddress(host, port), BACKLOG);
      } catch (BindException e) {
        socket.close();
        if (port >= last) {
          throw e;
        }
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
  }

  private static URI address(String host, InetSocketAddress bound) {
    String name = bound.getAddress().isAnyLocalAddress() ? "localhost" : host;
    return URI.create(
        "http://" + (name.contains(":") ? '[' + name + ']' : name) + ':' + bound.getPort() + '/');
  }

  /** Starts to build a server over the tables in a database. It never closes the database. */
  public static Builder over(DataSource database) {
    return new Builder(database);
  }

  /** Returns where a browser on this machine finds the page. */
  public URI address() {
    return address;
  }

  /** The paths that are served, with parameters in braces. */
  Set<String> paths() {
    return javalin.unsafeConfig().pvt.internalRouter.allHttpHandlers().stream()
        .filter(handler -> handler.getEndpoint().getMethod() == HandlerType.GET)
        .map(handler -> handler.getEndpoint().getPath())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Ends all requests and event streams, and frees the port. */
  @Override
  public void close() {
    events.close();
    javalin.stop();
  }
}
