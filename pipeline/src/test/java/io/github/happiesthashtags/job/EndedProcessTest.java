package io.github.happiesthashtags.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** A job in a process of its own that ends before the job does. */
public final class EndedProcessTest {

  private static Process start(Class<?> runner, String... options) throws IOException {
    return start(List.of(), runner, options);
  }

  private static Process start(List<String> flags, Class<?> runner, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The fastest for processes that live for seconds.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(HappiestHashtagsJob.class.getName());
    command.add("--runner=" + runner.getName());
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  public void anEngineThatEndsTheProcessIsNotTakenForASignal() throws Exception {
    Process process = start(ExitingRunner.class);

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(said, process.waitFor(), is(ExitingRunner.EXIT_CODE));
    assertThat(said, containsString("ended the process before the job was over"));
  }

  private static void assertEndsWithOneSummary(String jobName) throws Exception {
    Process process = start(UncancellableRunner.class, "--jobName=" + jobName);
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals(UncancellableRunner.RUNNING)) {
        line = out.readLine();
      }
      assertThat(line, is(UncancellableRunner.RUNNING));

      // The process's own destroy would close what it says.
      process.toHandle().destroy();

      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(said, process.waitFor(), is(ExitCode.OK));
      assertThat(said, said.split("(?m)^Summary$", -1).length - 1, is(1));
    }
  }

  /** Nothing that takes memory stands between the signal and the end. */
  @Test
  @Category(Thorough.class)
  public void aJobThatHasFilledTheHeapEndsAllTheSame() throws Exception {
    Process process =
        start(
            List.of("-Xmx64m"), UncancellableRunner.class, "--jobName=" + UncancellableRunner.FULL);
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals(UncancellableRunner.RUNNING)) {
        line = out.readLine();
      }
      assertThat(line, is(UncancellableRunner.RUNNING));

      process.toHandle().destroy();
      String said = out.lines().collect(Collectors.joining("\n"));

      assertThat(said, process.waitFor(), is(ExitCode.OK));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  public void aJobThatIsNotCancelledInTimeTellsItsSummary() throws Exception {
    assertEndsWithOneSummary("hanging");
  }

  @Test
  public void aJobThatCannotBeCancelledTellsItsSummary() throws Exception {
    assertEndsWithOneSummary(UncancellableRunner.THROWING);
  }
}
