package io.github.happiesthashtags.runners.conformance;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of an engine's cluster, which never outlives the tests. */
public final class EngineProcess implements AutoCloseable {
  private final Process process;
  private final Thread end;

  private EngineProcess(Process process) {
    this.process = process;
    this.end = new Thread(process::destroyForcibly, "end-engine");
    Runtime.getRuntime().addShutdownHook(end);
  }

  /**
   * Starts a process.
   *
   * @param log the file that gets its output
   */
  public static EngineProcess start(
      Path directory, Path log, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new EngineProcess(builder.start());
  }

  /** Returns a free port on loopback. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no free port on loopback", e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits until the process ends by itself, and returns the exit code. */
  public int awaitEnd() {
    try {
      assertTrue(
          "process " + process.pid() + " still runs",
          process.waitFor(JobProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills the process as {@code kill -9} does, so that it cannot shut down cleanly. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(end);
  }
}
