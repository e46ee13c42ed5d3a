package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.happiesthashtags.rank.PipelineMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A recording of which only a part can be read. */
public class DamagedInputTest {
  private static final int TWEETS = 1000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aRecordingThatIsCutShortIsNamedInTheLogStreamedOrNot() throws IOException {
    Path recording = cutShort();
    for (String[] more : new String[][] {{}, {"--replaySpeed=max"}}) {
      PrintStream before = System.err;
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      JobTest.Run run;
      try (PrintStream captured = new PrintStream(log, true, StandardCharsets.UTF_8)) {
        System.setErr(captured);
        run =
            JobTest.of("event-time")
                .withOptions("--source=file", "--input=" + recording)
                .withOptions("--outputDir=" + folder.newFolder())
                .withOptions(more)
                .run();
      } finally {
        System.setErr(before);
      }

      assertThat(run.counter(PipelineMetrics.STATUSES), is(greaterThan(0L)));
      assertThat(run.counter(PipelineMetrics.STATUSES), is(lessThan((long) TWEETS)));
      assertThat(run.counter(PipelineMetrics.MALFORMED), is(1L));
      assertThat(log.toString(StandardCharsets.UTF_8), containsString(recording + " is cut short"));
    }
  }

  private Path cutShort() throws IOException {
    Random random = new Random(5);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < TWEETS; i++) {
        String tweet =
            "{\"id\":%d,\"created_at\":\"2024-05-06T07:08:09Z\",\"text\":\"#joy :) %x\"}%n"
                .formatted(i + 1, random.nextLong());
        gzip.write(tweet.getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    return Files.write(folder.newFile("half.jsonl.gz").toPath(), half);
  }
}
