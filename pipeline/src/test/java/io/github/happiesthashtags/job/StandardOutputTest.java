package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.HappiestHashtagsJob;
import io.github.happiesthashtags.testing.Blocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A job in a process of its own whose lines another program reads. */
public final class StandardOutputTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void jsonLinesAreAllThatIsOnStandardOutput() throws Exception {
    Path err = folder.newFile("err").toPath();
    Process job = start(err, recording(), "--output=jsonl");

    String out = new String(job.getInputStream().readAllBytes(), UTF_8);

    assertThat(Files.readString(err), job.waitFor(), is(ExitCode.OK));
    assertThat(
        sorted(out),
        is(
            line("10:00", "11:00", "joy", 2)
                + line("11:00", "12:00", "joy", 1)
                + line("12:00", "13:00", "sun", 1)));
    assertThat(Files.readString(err), containsString("Summary"));
    assertThat("no folder of that name", Files.exists(Path.of("-")), is(false));
  }

  @Test
  public void csvHasOneHeader() throws Exception {
    Path err = folder.newFile("err").toPath();
    Process job = start(err, recording(), "--output=csv");

    String out = new String(job.getInputStream().readAllBytes(), UTF_8);

    assertThat(Files.readString(err), job.waitFor(), is(ExitCode.OK));
    assertThat(out.lines().count(), is(4L));
    assertThat(out.lines().findFirst().orElseThrow(), containsString("window_start,window_end"));
    assertThat(out.split("window_start", -1).length - 1, is(1));
  }

  /** As head does: an endless job ends because nobody reads on. */
  @Test
  public void aClosedPipeEndsTheJobWithoutAWord() throws Exception {
    Path err = folder.newFile("err").toPath();
    Process job =
        start(
            err,
            "--source=demo",
            "--demoRate=200",
            "--window=1s",
            "--every=1s",
            "--maxOutOfOrder=1s",
            "--smiles=ALL",
            "--output=jsonl");
    try (BufferedReader out = job.inputReader(UTF_8)) {
      assertThat(out.readLine(), containsString("{\"window_start\":\""));
    }

    assertThat(job.waitFor(), is(ExitCode.CLOSED_PIPE));
    assertThat(Files.readString(err), not(containsString("\tat ")));
    assertThat(Files.readString(err), not(containsString("Exception")));
  }

  private String recording() throws IOException {
    Path input = folder.newFile("day.jsonl").toPath();
    Files.writeString(
        input,
        Stream.of(
                at("10:00").tagged("joy").smiling(2),
                at("11:30").tagged("joy").smiling(1),
                at("12:30").tagged("sun").smiling(1))
            .map(status -> new String(Blocks.bytes(status), UTF_8) + '\n')
            .collect(Collectors.joining()));
    return "--input=" + input;
  }

  private static String sorted(String text) {
    return text.lines().sorted().map(line -> line + '\n').collect(Collectors.joining());
  }

  private static String line(String start, String end, String hashtag, int smiles) {
    return "{\"window_start\":\"2020-01-01T%s:00Z\",\"window_end\":\"2020-01-01T%s:00Z\","
            .formatted(start, end)
        + "\"timing\":\"ON_TIME\",\"pane\":0,\"rank\":1,\"hashtag\":\"%s\",\"score\":%d,"
            .formatted(hashtag, smiles)
        + "\"smiles\":%d,\"statuses\":1}%n".formatted(smiles);
  }

  private static Process start(Path err, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The fastest for processes that live for seconds.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HappiestHashtagsJob.class.getName());
    command.addAll(List.of("--job=event-time", "--outputDir=-"));
    if (options[0].startsWith("--input")) {
      command.add("--source=file");
    }
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectError(err.toFile()).start();
  }
}
