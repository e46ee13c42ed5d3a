package io.github.happiesthashtags.rank;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static io.github.happiesthashtags.testing.TestStatus.beamTime;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testing.TestStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.Test;

/** What a bundle holds back, and for which windows. */
public class TallyingTest {
  private static final HappyRule RULE = HappyRule.of(Lexicon.emoticon(), List.of(), true, true);
  private static final WindowPlan HOURLY = plan(60, 60, 0);

  private final List<TimestampedValue<Tally>> tallies = new ArrayList<>();

  @Test
  public void aTallyIsAtTheLastInstantOfItsSlice() {
    SliceTallies slices = new SliceTallies(plan(10, 4, 0));
    slices.add(happy(1), millis("10:01"), Long.MIN_VALUE);
    slices.add(happy(2), millis("10:01:59.999"), Long.MIN_VALUE);
    slices.flush(this::keep);

    assertThat(times(), contains(beamTime("10:01:59.999")));
    assertThat(statuses(tallies.get(0).getValue()), containsInAnyOrder(happy(1), happy(2)));
    assertThat(tallies.get(0).getValue().sliceMillis(), is(millis("10:00")));
    assertThat(tallies.get(0).getValue().onTimeFrom(), is(Tally.ALL));
  }

  @Test
  public void aStatusThatEveryWindowHasMissedIsNotKept() {
    SliceTallies slices = new SliceTallies(plan(60, 60, 30));
    slices.add(happy(1), millis("10:59"), millis("11:30"));
    slices.flush(this::keep);

    assertThat(tallies.isEmpty(), is(true));
  }

  @Test
  public void aTallyKnowsForWhichWindowsItIsInTimeLateOrLost() {
    SliceTallies slices = new SliceTallies(plan(20, 5, 6));
    slices.add(happy(1), millis("10:14"), millis("10:26"));
    slices.flush(this::keep);

    // The windows with 10:14 end at 10:15 (and 6 minutes), 10:20, 10:25 and 10:30.
    Tally tally = tallies.get(0).getValue();
    assertThat(tally.onTimeFrom(), is(millis("10:30")));
    assertThat(tally.openFrom(), is(millis("10:25")));
    assertThat(statuses(tally), contains(happy(1)));
  }

  @Test
  public void aBundleOfTweetsIsPassedOnBeforeItFillsTheHeap() {
    TallyTweets.OfTweets fn = new TallyTweets.OfTweets(RULE, HOURLY, null);
    ByHand.Collected<Tally> out = new ByHand.Collected<>();
    fn.startBundle();
    TestStatus status = at("10:00").tagged("joy".repeat(100));
    int charactersOfOne = SliceTallies.CHARACTERS_A_STATUS + "joy".length() * 100;
    int sizeOfOne = charactersOfOne / SliceTallies.CHARACTERS_A_STATUS;
    int enough = (SliceTallies.MAX_STATUSES + sizeOfOne - 1) / sizeOfOne;
    fn.process(status.withId(1).tweet(), beamTime("11:00"), out);
    for (int i = 2; i < enough; i++) {
      fn.process(status.withId(i).tweet(), beamTime("10:00"), out);
    }
    assertThat(out.values().isEmpty(), is(true));

    fn.process(status.withId(enough).tweet(), beamTime("10:00"), out);

    int passedOn = 0;
    for (Tally tally : out.values()) {
      passedOn += statuses(tally).size();
    }
    assertThat(passedOn, is(enough));
    assertThat(out.values().size(), is(2));
  }

  private static WindowPlan plan(long sizeMinutes, long periodMinutes, long latenessMinutes) {
    return WindowPlan.of(
        Duration.ofMinutes(sizeMinutes),
        Duration.ofMinutes(periodMinutes),
        null,
        Duration.ofMinutes(latenessMinutes));
  }

  private static Collection<HappyStatus> statuses(Tally tally) {
    return DistinctStatusesTest.decoded(tally.statuses()).all();
  }

  private void keep(Tally tally, Instant time) {
    tallies.add(TimestampedValue.of(tally, time));
  }

  private List<Instant> times() {
    return tallies.stream().map(TimestampedValue::getTimestamp).toList();
  }

  private static HappyStatus happy(long id) {
    return new HappyStatus(id, 1, List.of("joy"));
  }

  private static long millis(String time) {
    return TestStatus.time(time).toEpochMilli();
  }
}
