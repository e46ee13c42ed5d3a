package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.recording.RecordingSource;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.SourceTestUtils;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a run says of recordings that are none, and how it ends. */
public class InputReportTest {
  private static final String TWEET =
      "{\"id_str\":\"1212092628029698048\",\"text\":\"#a :)\","
          + "\"timestamp_ms\":\"1577836800000\",\"entities\":{\"hashtags\":[]}}\n";

  private static final String NOTHING_IN_IT = "no readable message in it; it looks like ";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), content);
  }

  private JobTest job(String input) throws IOException {
    return JobTest.of("event-time")
        .withOptions("--source=file", "--output=csv", "--outputDir=" + folder.newFolder())
        .withOptions("--input=" + folder.getRoot() + "/" + input);
  }

  private static List<String> told(JobTest.Run run) {
    return run.err().stream().filter(line -> line.contains(NOTHING_IN_IT)).toList();
  }

  @Test
  public void aRunInWhichEveryLineIsMalformedFailsAndNamesEachFileInOneLine() throws Exception {
    write("page.html", "<!DOCTYPE html>\n<html>\n");
    write("table.csv", "id,text\n1,hello\n");

    JobTest.Run run = job("*").run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(told(run), hasSize(2));
    assertThat(told(run).get(0), containsString("/page.html: " + NOTHING_IN_IT));
    assertThat(told(run).get(1), containsString("/table.csv: " + NOTHING_IN_IT));
    assertThat(
        run.err(),
        hasItem(allOf(containsString("--input="), containsString("every message was malformed"))));
  }

  @Test
  public void aReplayInWhichEveryLineIsMalformedFailsToo() throws Exception {
    write("table.csv", "id,text\n1,hello\n");

    JobTest.Run run = job("*.csv").withOptions("--replaySpeed=max").run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(told(run), hasSize(1));
  }

  @Test
  public void aFileOfNothingAmongOthersIsNamedAndTheRunSucceeds() throws Exception {
    write("table.csv", "id,text\n");
    write("tweets.jsonl", TWEET + "broken\n");

    JobTest.Run run = job("*.*").run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(run.counter(PipelineMetrics.STATUSES), is(1L));
    assertThat(run.counter(PipelineMetrics.MALFORMED), is(2L));
    assertThat(told(run), hasSize(1));
    assertThat(told(run).get(0), containsString("/table.csv: "));
  }

  @Test
  public void blankLinesAndOtherMessagesAreNothingToTell() throws Exception {
    write("quiet.jsonl", "\r\n\n");
    write("deletes.jsonl", "{\"delete\":{\"status\":{\"id\":1,\"user_id\":2}}}\n");

    JobTest.Run run = job("*.jsonl").run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(told(run), hasSize(0));
  }

  @Test
  public void aFileThatIsTruncatedWhileItIsReadFailsTheRun() throws Exception {
    Path file = write("tweets.jsonl", TWEET.repeat(100));
    MessageBlock[] blocks =
        SourceTestUtils.readFromSource(
                RecordingSource.of(List.of(file.toString())), PipelineOptionsFactory.create())
            .toArray(new MessageBlock[0]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(TWEET.length() * 50L);
    }

    JobTest.Run run = job("tweets.jsonl").withSource(blocks).run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(
        run.err(),
        hasItem(containsString(file.getFileName() + " was truncated while it was read")));
  }
}
