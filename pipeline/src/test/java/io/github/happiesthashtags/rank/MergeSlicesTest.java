package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;

import io.github.happiesthashtags.testing.Caught;
import io.github.happiesthashtags.window.WindowPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;

public class MergeSlicesTest {
  private static final WindowPlan PLAN =
      WindowPlan.of(Duration.ofHours(1), Duration.ofMinutes(1), null, Duration.ZERO);

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private static TimestampedValue<Tally> tally(String slice, long inTimeFrom, long... ids) {
    List<HappyStatus> statuses = new ArrayList<>();
    for (long id : ids) {
      statuses.add(new HappyStatus(id, 1, new String[] {"x"}));
    }
    return TimestampedValue.of(
        new Tally(inTimeFrom, inTimeFrom, statuses),
        Instant.parse("2020-01-01T" + slice + ":00Z").plus(org.joda.time.Duration.millis(59_999)));
  }

  private static final class Describe extends DoFn<Tally, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Tally tally, @Timestamp Instant timestamp, OutputReceiver<String> out) {
      List<Long> ids = tally.statuses().stream().map(HappyStatus::id).toList();
      out.output(timestamp + " from " + tally.openFrom() + " " + ids);
    }
  }

  @Test
  public void eachSliceIsOneTallyForTheSameWindows() {
    Caught<String> caught = new Caught<>(String.class);
    PCollection<Tally> tallies =
        pipeline.apply(
            Create.timestamped(
                    tally("10:00", 0, 3, 1),
                    tally("10:00", 0, 2, 3),
                    tally("10:00", 7, 3),
                    tally("10:01", 0, 4))
                .withCoder(TallyCoder.of()));

    tallies
        .apply("Merge slices", new MergeSlices(PLAN))
        .apply("Describe", ParDo.of(new Describe()))
        .apply("Keep", caught);
    pipeline.run().waitUntilFinish();

    assertThat(
        caught.elements(),
        containsInAnyOrder(
            "2020-01-01T10:00:59.999Z from 0 [1, 2, 3]",
            "2020-01-01T10:00:59.999Z from 7 [3]",
            "2020-01-01T10:01:59.999Z from 0 [4]"));
  }
}
