package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.testing.Blocks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A job in a process of its own, with a source that another jar on its class path brings. In this
 * process the source would be in the pages that are made from the options.
 */
public final class OwnSourceTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path recordings;
  private Path jar;

  private record Answer(int exitCode, String out, String err) {}

  @Before
  public void makeJar() throws IOException {
    recordings = folder.newFolder("recordings").toPath();
    Files.write(recordings.resolve("day.jsonl"), Blocks.bytes(at("10:00").tagged("joy")));
    jar = folder.newFolder("jar").toPath();
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(Source.class.getName()), FolderSource.class.getName());
  }

  private Answer run(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The fastest for processes that live for seconds.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + jar));
    command.add(HappiestHashtagsJob.class.getName());
    command.addAll(List.of(options));
    Path err = folder.getRoot().toPath().resolve("err");
    Process job = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(job.getInputStream().readAllBytes(), UTF_8);
    return new Answer(job.waitFor(), out, Files.readString(err));
  }

  private void assertRefused(String message, String... options) throws Exception {
    Answer answer = run(options);

    assertThat(answer.err(), is("happiest-hashtags: " + message + System.lineSeparator()));
    assertThat(answer.err(), answer.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(answer.out(), is(emptyString()));
  }

  @Test
  public void theJobReadsIt() throws Exception {
    Answer answer =
        run(
            "--job=event-time",
            "--source=folder",
            "--folder=" + recordings,
            "--output=jsonl",
            "--outputDir=-");

    assertThat(answer.err(), answer.exitCode(), is(ExitCode.OK));
    assertThat(answer.out(), containsString("\"hashtag\":\"joy\""));
  }

  @Test
  public void helpListsItAndItsOptions() throws Exception {
    Answer answer = run("--help");

    String words = answer.out().replaceAll("\\s+", " ");
    assertThat(words, containsString("--source=demo|file|x|v1|folder "));
    assertThat(words, containsString("On the class path: folder (recordings in a folder)."));
    assertThat(words, containsString("With --source=folder --folder=PATH The folder. Required."));
  }

  @Test
  public void optionsThatCannotBeUsedAreRefused() throws Exception {
    assertRefused(
        "--folder is missing: with --source=folder give the folder of the recordings",
        "--source=folder");
    assertRefused(
        "--folder: only for --source=folder, and the source is demo; give --source=folder, or leave"
            + " it out",
        "--folder=" + recordings);
    assertRefused(
        "--demoSeed=1: only for --source=demo, and the source is folder; give --source=demo, or"
            + " leave it out",
        "--source=folder",
        "--folder=" + recordings,
        "--demoSeed=1");
    assertRefused(
        "--overflow=BLOCK: a bounded input waits for the job; use it with a stream",
        "--source=folder",
        "--folder=" + recordings,
        "--overflow=BLOCK");
  }
}
