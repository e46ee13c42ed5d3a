package io.github.happiesthashtags.testsupport;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on loopback with an empty database, from the system's own packages. The
 * server refuses to run as root; then it runs as the user {@code postgres}.
 */
public final class PostgresServer implements AutoCloseable {
  /** The user, who needs no password. */
  public static final String USER = "postgres";

  /** Where Debian puts the programs, in a folder a version. */
  private static final Path FOLDER = Path.of("/usr/lib/postgresql");

  private static final int OLDEST = 15;

  private final Path programs;
  private final Path data;
  private final int port;

  private PostgresServer(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  /** Starts a server; skips the test if PostgreSQL is not installed. */
  public static PostgresServer start() throws IOException {
    Optional<Path> programs = programs();
    assumeTrue("no PostgreSQL " + OLDEST + " or newer in " + FOLDER, programs.isPresent());
    Path data = Path.of(run(List.of("mktemp", "-d", "/tmp/postgres-test-XXXXXX")).strip());
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    PostgresServer server = new PostgresServer(programs.get(), data, port);
    server.run("initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "-N");
    server.restart();
    return server;
  }

  /** Returns the database's address. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Stops the server at once; connections break. The data stays. */
  public void stop() throws IOException {
    run("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate", "-w");
  }

  /** Starts the server again after {@link #stop}, at the same address. */
  public void restart() throws IOException {
    run(
        "pg_ctl",
        "start",
        "-D",
        data.toString(),
        "-w",
        "-l",
        data.resolve("log").toString(),
        "-o",
        "-h 127.0.0.1 -p " + port + " -k " + data + " -c fsync=off");
  }

  /** Runs SQL as the server's own client does; returns its rows, one a line. */
  public String psql(String sql) throws IOException {
    return psql(sql, " ");
  }

  /** Runs SQL like {@link #psql(String)}, with this between the columns. */
  public String psql(String sql, String separator) throws IOException {
    List<String> client = List.of("psql", "-h", "127.0.0.1", "-p", "" + port, "-U", USER);
    List<String> command = new ArrayList<>(client);
    command.addAll(List.of("-At", "-F", separator, "-c", sql));
    return run(command);
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (IOException e) {
      // A test may have stopped it.
    }
    run(List.of("rm", "-rf", data.toString()));
  }

  private String run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("runuser", "-u", USER, "--"));
    }
    words.addAll(command);
    // A server would keep a pipe open for as long as it lives.
    Path output = Files.createTempFile("postgres", ".txt");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int exit = process.waitFor();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (exit != 0) {
        throw new IOException(words + " ended with " + exit + ": " + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return Optional.empty();
    }
    List<Path> found;
    try (Stream<Path> versions = Files.list(FOLDER)) {
      found = versions.filter(version -> hasServer(version.resolve("bin"))).toList();
    }
    return found.stream()
        .filter(version -> version(version) >= OLDEST)
        .max(Comparator.comparingInt(PostgresServer::version))
        .map(version -> version.resolve("bin"));
  }

  private static boolean hasServer(Path bin) {
    return Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl"));
  }

  private static int version(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
  }
}
