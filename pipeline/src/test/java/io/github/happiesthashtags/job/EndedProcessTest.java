package io.github.happiesthashtags.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsJob;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A job in a process of its own that an engine ends. */
public final class EndedProcessTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void anEngineThatEndsTheProcessIsNotTakenForASignal() throws Exception {
    Path said = folder.newFile().toPath();

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HappiestHashtagsJob.class.getName(),
                "--runner=" + ExitingRunner.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    int exitCode = process.waitFor();
    String all = Files.readString(said, UTF_8);
    assertThat(all, exitCode, is(ExitingRunner.EXIT_CODE));
    assertThat(all, containsString("ended the process before the job was over"));
  }
}
