package io.github.happiesthashtags.runners.direct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.runners.conformance.Recording;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/**
 * The job reads a recording of more than three times the heap to its end, and ends cleanly if
 * interrupted midway.
 */
public final class LargeRecordingIT {
  private static final int HEAP_MEGABYTES = 112;
  private static final long MIN_BYTES = 400L << 20;
  private static final int CHUNK_STATUSES = 5000;

  /** How many last digits of an id can change without changing its time. */
  private static final int COPY_DIGITS = 6;

  private static final String EDITS = "\"edit_history_tweet_ids\":[\"";
  private static final String BROKEN = "this line is broken\n";

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static Path directory;
  private static int copies;

  /**
   * Writes copies of a chunk of statuses, each copy with its own ids and after a malformed line.
   */
  @BeforeClass
  public static void writeRecording() throws IOException {
    directory = FOLDER.getRoot().toPath();
    Recording chunk = Recording.v2(CHUNK_STATUSES, Duration.ofHours(2));
    byte[] bytes = chunk.bytes();
    int[] ids = idDigits(chunk);
    copies = 0;
    Path file = directory.resolve("large.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (long written = 0; written < MIN_BYTES; written += bytes.length) {
        byte[] digits =
            String.format(Locale.ROOT, "%0" + COPY_DIGITS + "d", copies * 1000).getBytes(UTF_8);
        for (int id : ids) {
          System.arraycopy(digits, 0, bytes, id, COPY_DIGITS);
        }
        out.write(BROKEN.getBytes(UTF_8));
        out.write(bytes);
        copies++;
      }
    }
    assertThat(Files.size(file), is(greaterThan((3L * HEAP_MEGABYTES) << 20)));
  }

  /** Returns the offsets of the last digits of each status's own id, two a line. */
  private static int[] idDigits(Recording chunk) {
    int[] places = new int[2 * chunk.size()];
    int start = 0;
    for (int i = 0; i < chunk.size(); i++) {
      // One character a byte, so that offsets are the same in both.
      String line = new String(chunk.line(i), ISO_8859_1);
      int edits = line.indexOf(EDITS) + EDITS.length();
      String id = line.substring(edits, line.indexOf('"', edits));
      int own = line.indexOf("\"id\":\"" + id + '"') + "\"id\":\"".length();
      places[2 * i] = start + edits + id.length() - COPY_DIGITS;
      places[2 * i + 1] = start + own + id.length() - COPY_DIGITS;
      start += line.length() + 1;
    }
    return places;
  }

  private static List<String> job(String outputDir, String deadLetters) {
    return List.of(
        "--job=event-time",
        "--source=file",
        "--input=large.jsonl",
        "--smiles=ALL",
        "--outputDir=" + outputDir,
        "--deadLetters=" + deadLetters);
  }

  @Test
  public void runsThroughInASmallHeapAndCountsEveryStatus() throws Exception {
    JobProcess.Outcome run = JobProcess.run(directory, HEAP_MEGABYTES, job("out", "dead"));

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.summary().get("statuses"), is((long) copies * CHUNK_STATUSES));
    assertThat(run.summary().get("malformed"), is((long) copies));
    assertThat(OutputFiles.broken(directory.resolve("out")), is(empty()));
    assertThat(OutputFiles.csvRows(directory.resolve("out")), hasSize(20));
    assertThat(OutputFiles.read(directory.resolve("dead")).values(), hasSize(lessThan(copies + 1)));
  }

  @Test
  @Category(Thorough.class)
  public void sigintMidwayLeavesWholeFilesOrNone() throws Exception {
    Path dead = directory.resolve("interrupted-dead");
    try (JobProcess job =
        JobProcess.start(directory, HEAP_MEGABYTES, job("interrupted", dead.toString()))) {
      // The first malformed line was read, and some hundred megabytes are left.
      await("for dead letters")
          .atMost(JobProcess.PATIENCE)
          .until(() -> !OutputFiles.read(dead).isEmpty());
      job.signal("INT");
      JobProcess.Outcome end = job.outcome();

      end.assertEndedBySignal();
      assertThat(OutputFiles.broken(directory.resolve("interrupted")), is(empty()));
      assertThat(OutputFiles.broken(dead), is(empty()));
    }
  }
}
