package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.junit.Test;

public final class ToWindowTest {
  private static final Instant FIRST = Instant.parse("1969-12-31T20:00:00Z");

  @Test
  public void windowsThatDoNotOverlapMuchHaveOneKey() {
    assertThat(keys(60, 60), is(Set.of(0)));
    assertThat(keys(10, 2), is(Set.of(0)));
    assertThat(keys(29, 1), is(Set.of(0)));
  }

  @Test
  public void neighboursOfManyWindowsHaveDifferentKeys() {
    assertThat(keys(30, 1), is(Set.of(0, 1)));
    assertThat(keys(60, 1), is(Set.of(0, 1, 2, 3)));
    assertThat(keys(600, 1), is(Set.of(0, 1, 2, 3)));
  }

  /** Of as many windows as can have different keys, one after the other. */
  private static Set<Integer> keys(int sizeMinutes, int periodMinutes) {
    WindowPlan plan =
        WindowPlan.of(
            Duration.ofMinutes(sizeMinutes),
            Duration.ofMinutes(periodMinutes),
            null,
            Duration.ZERO);
    ToWindow fn = new ToWindow(plan);
    Set<Integer> keys = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      ByHand.Collected<KV<Integer, WindowedTally>> out = new ByHand.Collected<>();
      Instant start = FIRST.plus(org.joda.time.Duration.standardMinutes((long) i * periodMinutes));
      fn.process(
          new Tally(Tally.ALL, Tally.ALL, List.of()),
          new IntervalWindow(start, org.joda.time.Duration.standardMinutes(sizeMinutes)),
          out);
      out.values().forEach(tally -> keys.add(tally.getKey()));
    }
    return keys;
  }
}
