package io.github.happiesthashtags.runners.conformance;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A submit script, with an engine in place of the real one that says what it was told. */
public final class SubmitScript {
  private final Path script;
  private final String homeVariable;
  private final Path home;

  /** What the script and the engine said, and how it ended. */
  public record Said(int exitCode, String text) {}

  /**
   * A script of the module that is being tested.
   *
   * @param home where the engine is put
   * @param command the engine's own command
   */
  public SubmitScript(String script, String homeVariable, Path home, String command)
      throws IOException {
    this.script = Path.of(script).toAbsolutePath();
    this.homeVariable = homeVariable;
    this.home = home;
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path engine = Files.writeString(bin.resolve(command), "#!/bin/sh\necho \"told: $*\"\n");
    assertTrue(engine.toFile().setExecutable(true));
  }

  /** Runs the script to its end. */
  public Said run(String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of("").toAbsolutePath(), arguments);
  }

  /** Runs the script to its end, from the given folder. */
  public Said runIn(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put(homeVariable, home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(JobProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return new Said(process.exitValue(), text);
  }
}
