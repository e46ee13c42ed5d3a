package io.github.happiesthashtags.runners.conformance;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A submit script under test, with a fake engine that prints its arguments. */
public final class SubmitScript {
  private final Path script;
  private final String homeVariable;
  private final Path home;
  private final Path engine;

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
    this.engine = Files.createDirectories(home.resolve("bin")).resolve(command);
    setEngine("echo \"told: $*\"");
  }

  /** Changes what the fake engine does. */
  void setEngine(String shell) throws IOException {
    Files.writeString(engine, "#!/bin/sh\n" + shell + "\n");
    assertTrue(engine.toFile().setExecutable(true));
  }

  /** Runs the script and waits for its end. */
  public Said run(String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of("").toAbsolutePath(), arguments);
  }

  /** Runs the script in the given folder and waits for its end. */
  public Said runIn(Path folder, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command(List.of(arguments)))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(JobProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return new Said(process.exitValue(), text);
  }

  /** Starts the script. */
  JobProcess start(List<String> arguments) throws IOException {
    return JobProcess.startProgram(home, environment(), command(arguments));
  }

  /** Starts the script on a terminal, whose content is the process's standard output. */
  JobProcess startOnTerminal(List<String> arguments) throws IOException {
    String words =
        command(arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    return JobProcess.startProgram(
        home, environment(), List.of("script", "-qec", words, "/dev/null"));
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(arguments);
    return command;
  }

  private Map<String, String> environment() {
    return Map.of(homeVariable, home.toString(), "JAVA_HOME", System.getProperty("java.home"));
  }
}
