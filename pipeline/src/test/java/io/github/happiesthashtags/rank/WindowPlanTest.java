package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.joda.time.Instant;
import org.junit.Test;

/** The arithmetic of windows and slices against trying every window. */
public class WindowPlanTest {
  private static final int TRIALS = 3000;

  @Test
  public void theWindowsOfASliceAreThoseThatHoldIt() {
    Random random = new Random(1);
    for (int trial = 0; trial < TRIALS; trial++) {
      WindowPlan plan = anyPlan(random);
      long time = anyTime(random);
      long slice = Math.floorDiv(time, plan.sliceMillis()) * plan.sliceMillis();
      List<Long> ends = endsOfWindowsWith(time, plan);

      assertThat(plan.toString(), plan.firstEnd(slice), equalTo(ends.get(0)));
      long more = ends.size() - plan.sizeMillis() / plan.periodMillis();
      assertThat(plan.toString(), more == 0 || more == 1);
      assertThat(plan.toString(), plan.lastEnd(slice), equalTo(ends.get(ends.size() - 1)));
      assertThat(
          "the slice's first and last instant share their windows",
          endsOfWindowsWith(slice, plan),
          equalTo(endsOfWindowsWith(slice + plan.sliceMillis() - 1, plan)));
    }
  }

  @Test
  public void theFirstEndAfterAWatermarkIsTheFirstThatItHasNotPassed() {
    Random random = new Random(2);
    for (int trial = 0; trial < TRIALS; trial++) {
      WindowPlan plan = anyPlan(random);
      long slice = Math.floorDiv(anyTime(random), plan.sliceMillis()) * plan.sliceMillis();
      List<Long> ends = endsOfWindowsWith(slice, plan);
      long delay = random.nextInt(3) * 1000L * random.nextInt(100);
      long watermark =
          random.nextBoolean()
              ? ends.get(random.nextInt(ends.size())) + delay + random.nextInt(3) - 1
              : slice + random.nextInt(200_000) - 50_000;
      long expected = plan.lastEnd(slice) + plan.periodMillis();
      for (long end : ends) {
        if (watermark < end + delay) {
          expected = end;
          break;
        }
      }

      long found = plan.firstEndAfter(slice, watermark, delay);

      if (expected > plan.lastEnd(slice)) {
        assertThat("all passed", found > plan.lastEnd(slice), equalTo(true));
      } else {
        assertThat(plan + " at " + watermark + " + " + delay, found, equalTo(expected));
      }
    }
  }

  @Test
  public void beamAssignsTheSameWindows() throws Exception {
    Random random = new Random(3);
    for (int trial = 0; trial < TRIALS; trial++) {
      WindowPlan plan = anyPlan(random);
      // Beam puts times before 1970 elsewhere; no status has one.
      long time = Math.abs(anyTime(random));

      assertThat(plan.toString(), assignedEnds(plan, time), equalTo(endsOfWindowsWith(time, plan)));
    }
  }

  @Test
  public void aSliceIsTheGreatestCommonDivisor() {
    assertThat(plan(600, 150).sliceMillis(), equalTo(150_000L));
    assertThat(plan(700, 300).sliceMillis(), equalTo(100_000L));
    assertThat(plan(7, 3).sliceMillis(), equalTo(1000L));
    assertThat(plan(3600, 3600).sliceMillis(), equalTo(3_600_000L));
  }

  @Test
  public void windowsAreFixedIfThePeriodIsTheSize() {
    assertThat(plan(600, 600).isFixed(), equalTo(true));
    assertThat(plan(600, 599).isFixed(), equalTo(false));
  }

  @Test
  public void theEndIsTheFirstInstantAfterTheWindow() {
    IntervalWindow window = new IntervalWindow(Instant.EPOCH, Instant.ofEpochMilli(5000));

    assertThat(WindowPlan.end(window), equalTo(5000L));
  }

  @Test
  public void whatMakesNoWindowsIsRefused() {
    assertRefused("longer than the window", 600, 601, 0, 0);
    assertRefused("the window is PT0S", 0, 0, 0, 0);
    assertRefused("the window is PT-1S", -1, -1, 0, 0);
    assertRefused("the period is PT0S", 10, 0, 0, 0);
    assertRefused("lateness", 10, 10, -1, 0);
    assertRefused("early", 10, 10, 0, -1);
    IllegalArgumentException half =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                WindowPlan.of(Duration.ofMillis(1500), Duration.ofSeconds(1), null, Duration.ZERO));
    assertThat(half.getMessage(), containsString("whole seconds"));
  }

  private static void assertRefused(
      String message, long size, long period, long lateness, long early) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                WindowPlan.of(
                    Duration.ofSeconds(size),
                    Duration.ofSeconds(period),
                    early == 0 ? null : Duration.ofSeconds(early),
                    Duration.ofSeconds(lateness)));
    assertThat(refused.getMessage(), containsString(message));
  }

  private static WindowPlan plan(long size, long period) {
    return WindowPlan.of(Duration.ofSeconds(size), Duration.ofSeconds(period), null, Duration.ZERO);
  }

  private static WindowPlan anyPlan(Random random) {
    int size = 1 + random.nextInt(60);
    return plan(size, random.nextInt(4) == 0 ? size : 1 + random.nextInt(size));
  }

  /** Around 1970, around now, and on the edges of seconds. */
  private static long anyTime(Random random) {
    long base = random.nextBoolean() ? 0 : 1_577_836_800_000L;
    long second = 1000L * random.nextInt(400) - 200_000;
    return base + second + (random.nextBoolean() ? random.nextInt(1000) : random.nextInt(3) - 1);
  }

  private static List<Long> endsOfWindowsWith(long time, WindowPlan plan) {
    TreeSet<Long> ends = new TreeSet<>();
    long start = Math.floorDiv(time, plan.periodMillis()) * plan.periodMillis();
    for (; start + plan.sizeMillis() > time; start -= plan.periodMillis()) {
      ends.add(start + plan.sizeMillis());
    }
    return new ArrayList<>(ends);
  }

  @SuppressWarnings("unchecked") // Any window function takes an object.
  private static List<Long> assignedEnds(WindowPlan plan, long time) throws Exception {
    WindowFn<Object, ?> windows = (WindowFn<Object, ?>) plan.<Object>window().getWindowFn();
    TreeSet<Long> ends = new TreeSet<>();
    for (BoundedWindow window : assign(windows, time)) {
      ends.add(WindowPlan.end(window));
    }
    return new ArrayList<>(ends);
  }

  private static <W extends BoundedWindow> Iterable<W> assign(
      WindowFn<Object, W> windows, long time) throws Exception {
    return windows.assignWindows(
        windows.new AssignContext() {
          @Override
          public Object element() {
            return "any";
          }

          @Override
          public Instant timestamp() {
            return Instant.ofEpochMilli(time);
          }

          @Override
          public BoundedWindow window() {
            return GlobalWindow.INSTANCE;
          }
        });
  }
}
