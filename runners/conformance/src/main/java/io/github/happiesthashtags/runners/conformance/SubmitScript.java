package io.github.happiesthashtags.runners.conformance;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A submit script under test, with a fake engine that prints its arguments. */
public final class SubmitScript {
  private final Path script;
  private final String homeVariable;
  private final Path home;

  /** The exit code and the output of the script and the fake engine. */
  public record Said(int exitCode, String text) {}

  /**
   * Creates a test of a script of the module under test.
   *
   * @param home where the fake engine is installed
   * @param command the engine's command
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

  /** Runs the script and waits for its end. */
  public Said run(String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of("").toAbsolutePath(), arguments);
  }

  /** Runs the script in the given folder and waits for its end. */
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
