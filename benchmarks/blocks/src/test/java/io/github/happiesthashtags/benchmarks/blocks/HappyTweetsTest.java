package io.github.happiesthashtags.benchmarks.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.benchmarks.inputs.RecordingFiles;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Layout;
import io.github.happiesthashtags.benchmarks.plain.HappyTweet;
import io.github.happiesthashtags.benchmarks.plain.TweetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HappyTweetsTest {
  /** A line of v1.1 without timestamp_ms tells its time to the second alone. */
  private static final long SECOND = 1_000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void itFindsTheSameTweetsAsThePlainReaderInEveryFormAndLayout() throws IOException {
    for (Form form : Form.values()) {
      for (Layout layout : Layout.values()) {
        Path file = recording(RecordingPlan.of(form, 4_000).withLayout(layout));
        List<HappyTweet> expected = byThePlainReader(file);
        assertThat(expected, is(not(empty())));
        assertThat(form + " " + layout, inRanges(file, Files.size(file)), is(expected));
      }
    }
  }

  @Test
  public void everyLineBelongsToOneRangeWhereverTheFileIsCut() throws IOException {
    Path file = recording(RecordingPlan.of(Form.V2, 200).withStorm(true));
    List<HappyTweet> expected = byThePlainReader(file);
    for (long bytes : new long[] {97, 1_000, 10_000}) {
      assertThat(inRanges(file, bytes), is(expected));
    }
  }

  private Path recording(RecordingPlan plan) throws IOException {
    Path directory = folder.newFolder().toPath();
    RecordingFiles.make(directory, plan.withFiles(1));
    return directory.resolve("part-0000.jsonl");
  }

  private static List<HappyTweet> inRanges(Path file, long bytes) throws IOException {
    HappyTweets reader = new HappyTweets();
    List<HappyTweet> found = new ArrayList<>();
    for (long from = 0; from < Files.size(file); from += bytes) {
      for (FileRange range : FileRange.of(file, from, Math.min(Files.size(file), from + bytes))) {
        reader.read(range.block(), happy -> found.add(inWholeSeconds(happy)));
      }
    }
    return found;
  }

  private static List<HappyTweet> byThePlainReader(Path file) throws IOException {
    TweetReader reader = new TweetReader();
    List<HappyTweet> found = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      byte[] bytes = line.getBytes(UTF_8);
      HappyTweet happy = reader.read(bytes, 0, bytes.length);
      if (happy != null) {
        found.add(inWholeSeconds(happy));
      }
    }
    return found;
  }

  private static HappyTweet inWholeSeconds(HappyTweet happy) {
    return new HappyTweet(
        happy.millis() - happy.millis() % SECOND, happy.smiles(), happy.hashtags());
  }
}
