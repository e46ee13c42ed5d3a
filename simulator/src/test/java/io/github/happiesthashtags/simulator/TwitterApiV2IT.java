package io.github.happiesthashtags.simulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/**
 * Lets a client that was written for X read the simulator: {@code twitter-api-v2} for Node.js. The
 * checks are in {@code src/it/twitter-api-v2/client.mjs}.
 */
public final class TwitterApiV2IT {
  private static final Path PROJECT = Path.of("src/it/twitter-api-v2");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  @Rule public final Timeout timeout = Timeout.seconds(600);

  @Test
  public void rulesAndStreamsAreReadAsFromX() throws Exception {
    assumeTrue("Node.js or npm is missing", works("node") && works("npm"));
    Path copy = folder.getRoot().toPath();
    for (String file : new String[] {"package.json", "package-lock.json", "client.mjs"}) {
      Files.copy(PROJECT.resolve(file), copy.resolve(file));
    }
    run(copy, Map.of(), "npm", "ci", "--no-audit", "--no-fund");

    // The client opens a stream again before the simulator can know that it has left it.
    try (XApiSimulator simulator =
        XApiSimulator.builder().tweetsPerSecond(50).connectionsPerStream(2).start()) {
      Map<String, String> environment =
          Map.of(
              "SIMULATOR_PORT", Integer.toString(simulator.uri().getPort()),
              "SIMULATOR_TOKEN", simulator.bearerToken());
      run(copy, environment, "node", "client.mjs");
    }
  }

  private static boolean works(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs the command to its end, and fails with what it printed unless its exit code is 0. */
  private static void run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path printed = directory.resolve("printed.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      int exitCode = process.waitFor();
      assertThat(Files.readString(printed), exitCode, is(0));
    } finally {
      process.destroy();
    }
  }
}
