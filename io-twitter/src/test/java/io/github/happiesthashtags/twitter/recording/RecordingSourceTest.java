package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.recording.Packing.bzip2;
import static io.github.happiesthashtags.twitter.recording.Packing.gzip;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeThat;

import io.github.happiesthashtags.twitter.recording.Packing.Tar;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.SourceTestUtils;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Tests recordings as a bounded source. */
public class RecordingSourceTest {
  @Rule public final RecordingFolder folder = new RecordingFolder();

  private final PipelineOptions options = PipelineOptionsFactory.create();

  @Before
  public void writeRecordings() throws IOException {
    folder.write("a.json", "1\n2\n3");
    folder.write("b.json.gz", gzip("4\n"));
    folder.write("c.json.bz2", bzip2("5\n"));
    folder.write("d.tar", new Tar().add("x.gz", gzip("6")).add("y", "7\n").bytes());
    folder.write("e.tar.gz", gzip(new Tar().add("x.gz", gzip("8")).add("y", "9\n").bytes()));
    folder.write("large.json", ("x".repeat(1023) + "\n").repeat(3 * 8 * 1024 + 1));
  }

  private RecordingSource source(String... names) {
    List<String> patterns = new ArrayList<>();
    for (String name : names) {
      patterns.add(folder.path(name));
    }
    return RecordingSource.of(patterns);
  }

  private static List<String> lines(List<MessageBlock> blocks) throws IOException {
    List<String> lines = new ArrayList<>();
    for (MessageBlock block : blocks) {
      block.read(
          (buffer, offset, length, position, overlong) ->
              lines.add(new String(buffer, offset, length, StandardCharsets.UTF_8)));
    }
    return lines;
  }

  @Test
  public void theWholeSourceReadsEveryRecording() throws IOException {
    List<MessageBlock> blocks = SourceTestUtils.readFromSource(source("?.*"), options);

    assertThat(lines(blocks), contains("1", "2", "3", "4", "5", "6", "7", "8", "9"));
  }

  @Test
  public void theSplitsGiveTheBlocksOfTheWhole() throws Exception {
    RecordingSource whole = source("*");
    for (long bundle : new long[] {1, 1000, 300 * Recordings.RANGE_BYTES, Long.MAX_VALUE}) {
      List<RecordingSource> splits = whole.split(bundle, options);

      // Small files share a split with the first range of the large file.
      assertThat(splits, hasSize(bundle <= 1000 ? 4 : 1));
      SourceTestUtils.assertSourcesEqualReferenceSource(whole, splits, options);
      for (RecordingSource split : splits) {
        SourceTestUtils.assertSourcesEqualReferenceSource(split, split.split(1, options), options);
      }
    }
  }

  @Test
  public void aSplitListsNoFiles() throws Exception {
    RecordingSource whole = source("*");
    List<MessageBlock> blocks = SourceTestUtils.readFromSource(whole, options);
    folder.delete();

    assertThat(whole.getEstimatedSizeBytes(options), is(greaterThan(0L)));
    List<MessageBlock> ofSplits = new ArrayList<>();
    for (RecordingSource split : whole.split(1, options)) {
      ofSplits.addAll(SourceTestUtils.readFromSource(split, options));
    }
    assertThat(ofSplits, is(blocks));
  }

  @Test
  public void readersOfOneSourceGiveTheSame() throws Exception {
    SourceTestUtils.assertUnstartedReaderReadsSameAsItsSource(
        source("?.*").createReader(options), options);
  }

  @Test
  public void aSourceSurvivesSerialisationBeforeAndAfterItIsSplit() throws Exception {
    RecordingSource whole = source("*");
    SourceTestUtils.assertSourcesEqualReferenceSource(
        whole, List.of(SerializableUtils.ensureSerializable(whole)), options);
    for (RecordingSource split : whole.split(1, options)) {
      SourceTestUtils.assertSourcesEqualReferenceSource(
          split, List.of(SerializableUtils.ensureSerializable(split)), options);
    }
  }

  @Test
  public void aBlockSurvivesItsCoder() throws IOException, CoderException {
    List<MessageBlock> blocks = SourceTestUtils.readFromSource(source("?.*"), options);
    List<MessageBlock> copies = new ArrayList<>();
    for (MessageBlock block : blocks) {
      copies.add(CoderUtils.clone(source("*").getOutputCoder(), block));
    }

    assertThat(copies, is(blocks));
    assertThat(lines(copies), is(lines(blocks)));
  }

  @Test
  public void theSizeIsThatOfTheFiles() throws Exception {
    assertThat(source("a.json").getEstimatedSizeBytes(options), is(5L));
    assertThat(
        source("large.json").split(1, options).get(0).getEstimatedSizeBytes(options),
        is(greaterThan(0L)));
  }

  @Test
  public void aReaderHasNoElementBeforeItStartsAndAfterItsEnd() throws IOException {
    try (BoundedSource.BoundedReader<MessageBlock> reader =
        source("b.json.gz").createReader(options)) {
      assertThrows(NoSuchElementException.class, reader::getCurrent);
      assertThat(reader.start(), is(true));
      assertThat(lines(List.of(reader.getCurrent())), contains("4"));
      assertThat(reader.advance(), is(false));
      assertThrows(NoSuchElementException.class, reader::getCurrent);
    }
  }

  @Test
  public void missingRecordingsFailTheSplitAndTheRead() {
    assertThat(
        assertThrows(UncheckedIOException.class, () -> source("no*")).getMessage(),
        is("no file matches " + folder.path("no*")));
  }

  @Test
  public void aFileThatIsTruncatedWhileItIsReadFailsTheRead() throws Exception {
    folder.write("f.json.gz", gzip("x".repeat(100) + "\n" + noise(10_000)));
    for (String name : List.of("large.json", "f.json.gz")) {
      List<MessageBlock> blocks = SourceTestUtils.readFromSource(source(name), options);
      try (FileChannel file =
          FileChannel.open(Path.of(folder.path(name)), StandardOpenOption.WRITE)) {
        file.truncate(file.size() - 600);
      }

      IOException thrown = assertThrows(IOException.class, () -> lines(blocks));

      assertThat(thrown, is(not(instanceOf(DamagedContentException.class))));
      assertThat(thrown.getMessage(), containsString(name + " was truncated while it was read"));
    }
  }

  private static String noise(int bytes) {
    StringBuilder noise = new StringBuilder();
    Random random = new Random(1);
    while (noise.length() < bytes) {
      noise.append(Long.toHexString(random.nextLong()));
    }
    return noise.toString();
  }

  @Test
  public void aPipeIsReadOnceInOneSplit() throws Exception {
    String pipe = folder.path("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe).start();
    assumeThat("whether there are named pipes", made.waitFor(), is(0));
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(Path.of(pipe), gzip("1\n2\n"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();

    List<RecordingSource> splits = source("pipe").split(1, options);
    assertThat(splits, hasSize(1));
    List<MessageBlock> blocks = SourceTestUtils.readFromSource(splits.get(0), options);

    assertThat(lines(blocks), contains("1", "2"));
    assertThat(Recordings.pipes(List.of(pipe, folder.path("a.json"))), contains(pipe));
    IOException thrown = assertThrows(IOException.class, () -> lines(blocks));
    assertThat(thrown.getMessage(), containsString("can be read only once"));
  }

  @Test
  public void manySmallFilesAndEntriesAreReadTogether() throws Exception {
    Tar tar = new Tar();
    for (int i = 0; i < 3000; i++) {
      folder.write("many/" + i + ".json", "x\n");
      tar.add("x".repeat(i % 200) + i, "y\n");
    }
    folder.write("many.tar", tar.bytes());

    assertThat(source("many/*").split(1, options), hasSize(1));
    List<MessageBlock> blocks = SourceTestUtils.readFromSource(source("many.tar"), options);
    assertThat(blocks.size(), is(lessThan(10)));
    assertThat(lines(blocks), hasSize(3000));
  }

  @Test
  public void thePatternsAreOnDisplay() {
    assertThat(
        DisplayData.from(source("a.json", "b*")).asMap().values().stream()
            .map(item -> item.getValue().toString())
            .toList(),
        contains(folder.path("a.json") + "," + folder.path("b*")));
  }
}
