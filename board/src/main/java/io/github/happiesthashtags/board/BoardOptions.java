package io.github.happiesthashtags.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of the program, checked. A message names the option, what it got and what to give.
 */
record BoardOptions(
    String jdbcUrl,
    @Nullable String jdbcUser,
    @Nullable String jdbcPassword,
    String host,
    int port) {

  private static final List<String> NAMES =
      List.of("--jdbcUrl", "--jdbcUser", "--jdbcPasswordFile", "--port", "--host");

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException for the first that cannot be used
   */
  static BoardOptions parse(String[] args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "unknown option " + name + "; use one of " + String.join(", ", NAMES));
      }
      if (equals < 0 || equals == arg.length() - 1) {
        throw new IllegalArgumentException(name + ": give a value, as in " + name + "=VALUE");
      }
      if (given.put(name, arg.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(name + " is given more than once");
      }
    }
    return new BoardOptions(
        url(given.get("--jdbcUrl")),
        given.get("--jdbcUser"),
        password(given.get("--jdbcPasswordFile")),
        given.getOrDefault("--host", BoardServer.DEFAULT_HOST),
        port(given.get("--port")));
  }

  private static String url(@Nullable String url) {
    String example = "give one such as jdbc:postgresql://HOST/DATABASE";
    if (url == null) {
      throw new IllegalArgumentException("--jdbcUrl is missing; " + example);
    }
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.contains("password=") || lower.matches(".*//[^/]*@.*")) {
      // Not echoed: others may read the log.
      throw new IllegalArgumentException(
          "--jdbcUrl has a password; put it into a file for --jdbcPasswordFile");
    }
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "--jdbcUrl=" + url + ": no driver here knows it; " + example, e);
    }
    return url;
  }

  private static @Nullable String password(@Nullable String file) {
    if (file == null) {
      return null;
    }
    try {
      Path path = Path.of(file);
      refuseIfShared(path);
      // Only the line end goes, as in the jobs: a password may end with a space.
      return Files.readString(path).replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "--jdbcPasswordFile=" + file + ": not a readable file; give the path of one", e);
    }
  }

  /** As in the jobs, only the owner and the group may read and write the file. */
  private static void refuseIfShared(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IllegalArgumentException(
          "--jdbcPasswordFile=" + file + ": open to every user of this machine: chmod 600 " + file);
    }
  }

  private static int port(@Nullable String text) {
    if (text == null) {
      return BoardServer.DEFAULT_PORT;
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new IllegalArgumentException("--port=" + text + ": give a number from 0 to 65535");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "BoardOptions[" + jdbcUrl + ", " + jdbcUser + ", " + host + ":" + port + "]";
  }
}
