package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.Assert.assertTrue;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A {@link SoakSimulator} in its own process. */
final class SimulatorProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream commands;
  private final String url;

  /**
   * The counts of a simulator so far.
   *
   * @param made the statuses that it made
   * @param connections the streams that clients opened
   */
  record Counts(long made, long connections) {}

  private SimulatorProcess(Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.url = answer();
  }

  static SimulatorProcess start(SoakPlan plan, String token, Path recording) throws IOException {
    long heapMegabytes = 256 + ((SoakSimulator.keptBytes(plan.rate()) * 3 / 2) >> 20);
    ProcessBuilder builder =
        new ProcessBuilder(
                JobProcess.javaTool("java"),
                "-Xmx" + heapMegabytes + "m",
                "-cp",
                JobProcess.jar() + System.getProperty("path.separator") + "target/test-classes",
                SoakSimulator.class.getName(),
                Integer.toString(plan.rate()),
                String.format(Locale.ROOT, "%s", plan.happyShare()),
                token,
                recording.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    return new SimulatorProcess(builder.start());
  }

  String url() {
    return url;
  }

  void inject(String fault) throws IOException {
    commands.println(fault);
    assertThat(answer(), is("injected"));
  }

  Counts counts() throws IOException {
    commands.println("counts");
    String[] counts = answer().split(" ", -1);
    return new Counts(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    assertThat("the simulator ended", line, is(notNullValue()));
    return line;
  }

  /** Stops the simulator, so that the recording is complete. */
  void stop() throws InterruptedException {
    commands.close();
    assertTrue(
        "the simulator does not end",
        process.waitFor(JobProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertThat(process.exitValue(), is(0));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
