package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.runners.spark.HandSource.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.joda.time.Instant;
import org.junit.Test;

public final class SparkSourceTest {
  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final String name = UUID.randomUUID().toString();
  private final HandSource hand = new HandSource(name, 2);
  private final SparkSource<String, Mark> source = new SparkSource<>(hand);

  /** The result of a batch. */
  private record Batch(List<String> elements, Instant watermark, SparkMark<Mark> end) {}

  /** Reads a batch as the runner does, with a serialized mark. */
  private Batch read(SparkMark<Mark> from, int atMost) throws IOException {
    return read(source, from, atMost);
  }

  private Batch read(SparkSource<String, Mark> source, SparkMark<Mark> from) throws IOException {
    return read(source, from, Integer.MAX_VALUE);
  }

  private Batch read(SparkSource<String, Mark> source, SparkMark<Mark> from, int atMost)
      throws IOException {
    List<String> elements = new ArrayList<>();
    SparkReader<String, Mark> reader = source.createReader(options, travelled(from), () -> {});
    boolean more = reader.start();
    while (more) {
      elements.add(reader.getCurrent());
      more = elements.size() < atMost && reader.advance();
    }
    reader.getCheckpointMark().finalizeCheckpoint();
    return new Batch(elements, reader.getWatermark(), reader.getCheckpointMark());
  }

  private SparkMark<Mark> travelled(SparkMark<Mark> mark) throws IOException {
    return mark == null ? null : CoderUtils.clone(source.getCheckpointMarkCoder(), mark);
  }

  private Batch read(SparkMark<Mark> from) throws IOException {
    return read(from, Integer.MAX_VALUE);
  }

  @Test
  public void isOneSplitWhateverIsAskedFor() {
    assertThat(source.split(7, options), contains(source));
  }

  @Test
  public void readsItsPartsInTurns() throws Exception {
    hand.add(0, "1:a").add(0, "2:b").add(0, "3:c").add(1, "1:x").add(1, "2:y");

    assertThat(read(null).elements(), contains("a", "x", "b", "y", "c"));
  }

  @Test
  public void twoTasksCannotReadOneBatch() throws Exception {
    hand.add(0, "1:a").add(0, "2:b");
    SparkReader<String, Mark> reader = source.createReader(options, null, () -> {});
    reader.start();

    ExecutorService another = Executors.newSingleThreadExecutor();
    Future<Boolean> advanced = another.submit(reader::advance);
    another.shutdown();

    ExecutionException refused = assertThrows(ExecutionException.class, advanced::get);
    assertThat(refused, hasToString(containsString("being read by another task")));
    assertThat(reader.advance(), is(true));
    assertThat(reader.getCurrent(), is("b"));
  }

  @Test
  public void theWatermarkOfABatchIsTheLowestOfItsPartsWhereItBegan() throws Exception {
    hand.add(0, "50:a").add(1, "20:x");
    Batch first = read(null);
    hand.add(1, "60:y");
    Batch second = read(first.end());
    Batch third = read(second.end());

    assertThat(first.watermark(), is(BoundedWindow.TIMESTAMP_MIN_VALUE));
    assertThat(second.watermark(), is(Instant.ofEpochMilli(20)));
    assertThat(third.watermark(), is(Instant.ofEpochMilli(50)));
  }

  @Test
  public void aPartThatNothingCameOfYetHoldsTheWatermark() throws Exception {
    hand.add(0, "50:a");

    assertThat(read(read(null).end()).watermark(), is(BoundedWindow.TIMESTAMP_MIN_VALUE));
  }

  @Test
  public void goesOnInEveryPartWhereTheMarkIs() throws Exception {
    hand.add(0, "1:a").add(0, "2:b").add(1, "1:x").add(1, "2:y");
    Batch first = read(null, 3);

    assertThat(first.elements(), contains("a", "x", "b"));
    assertThat(read(first.end()).elements(), contains("y"));
  }

  /**
   * The watermark is the same even if the second reading finds less, so later elements are not
   * late.
   */
  @Test
  public void aBatchThatIsReadAgainSaysTheSameWatermarkAndMissesNothing() throws Exception {
    hand.add(0, "10:a").add(1, "10:x");
    SparkMark<Mark> begin = read(null).end();
    hand.add(0, "20:b").add(1, "20:y").add(0, "30:c");
    Batch lost = read(begin, 3);
    Batch again = read(begin, 1);

    assertThat(lost.elements(), contains("b", "y", "c"));
    assertThat(again.elements(), contains("b"));
    assertThat(again.watermark(), is(lost.watermark()));
    assertThat(read(again.end()).elements(), contains("c", "y"));
  }

  @Test
  public void aPartThatHasComeToItsEndIsNotOpenedAgainAndHoldsNothing() throws Exception {
    hand.add(0, "end:a").add(1, "10:x");
    Batch first = read(null);
    Batch second = read(first.end());

    assertThat(second.watermark(), is(Instant.ofEpochMilli(10)));
    assertThat(hand.opened(0), is(1));
    assertThat(hand.opened(1), is(2));
  }

  @Test
  public void comesToItsEndWhenAllItsPartsHave() throws Exception {
    hand.add(0, "end:a").add(1, "end:x");
    Batch first = read(null);
    Batch last = read(first.end());

    assertThat(last.watermark(), is(BoundedWindow.TIMESTAMP_MAX_VALUE));
    assertThat(read(last.end()).watermark(), is(BoundedWindow.TIMESTAMP_MAX_VALUE));
  }

  /**
   * A kept reader would continue from its position if a batch has to be read again from an earlier
   * mark.
   */
  @Test
  public void aReaderIsForgottenBeforeItReads() throws Exception {
    hand.add(0, "1:a");
    List<String> forgotten = new ArrayList<>();
    SparkReader<String, Mark> reader =
        source.createReader(options, null, () -> forgotten.add("once"));
    assertThat(forgotten.isEmpty(), is(true));

    reader.start();
    assertThat(forgotten, contains("once"));

    reader.advance();
    reader.getCheckpointMark();
    reader.getCheckpointMark();

    assertThat(forgotten, contains("once"));
  }

  @Test
  public void aReaderIsForgottenWithItsFailure() throws Exception {
    hand.add(0, "no number:a");
    List<String> forgotten = new ArrayList<>();
    SparkReader<String, Mark> reader =
        source.createReader(options, null, () -> forgotten.add("once"));

    assertThrows(NumberFormatException.class, reader::start);

    assertThat(forgotten, contains("once"));
  }

  @Test
  public void aMarkOfAnotherNumberOfPartsIsRefused() throws Exception {
    SparkMark<Mark> two = read(null).end();
    SparkSource<String, Mark> three = new SparkSource<>(new HandSource(name, 3));

    IOException refused = assertThrows(IOException.class, () -> three.createReader(options, two));

    assertThat(refused.getMessage(), containsString("a source with 2 partitions, but there are 3"));
  }

  @Test
  public void aDriverThatGoesOnReadsNothingWithoutAMark() throws Exception {
    hand.add(0, "10:a");
    SparkSource<String, Mark> again = source.split(UUID.randomUUID()).get(0);

    Batch first = read(again, null);
    Batch second = read(again, first.end());

    assertThat(first.elements(), is(List.of()));
    assertThat(second.elements(), is(List.of()));
    assertThat(second.watermark(), is(BoundedWindow.TIMESTAMP_MIN_VALUE));
  }

  @Test
  public void aDriverThatGoesOnReadsFromItsMark() throws Exception {
    hand.add(0, "10:a");
    SparkMark<Mark> mark = read(null).end();
    hand.add(0, "20:b");

    assertThat(read(source.split(UUID.randomUUID()).get(0), mark).elements(), contains("b"));
  }

  @Test
  public void travels() {
    assertThat(SerializableUtils.ensureSerializable(source), instanceOf(SparkSource.class));
  }

  @Test
  public void everyUnboundedSourceOfAPipelineIsReadThisWay() {
    options.setRunner(SparkRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("one", Read.from(hand));
    pipeline.apply("other", Read.from(new HandSource(name, 1)));
    SparkReads.apply(pipeline);

    List<UnboundedSource<?, ?>> sources = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> read) {
              sources.add(read.getSource());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });

    assertThat(sources, contains(instanceOf(SparkSource.class), instanceOf(SparkSource.class)));
  }
}
