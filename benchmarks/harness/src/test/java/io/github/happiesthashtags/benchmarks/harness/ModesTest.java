package io.github.happiesthashtags.benchmarks.harness;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Layout;
import java.util.List;
import org.junit.Test;

public class ModesTest {

  @Test
  public void slidingWindowsAreAskedOfTheProjectsJobsAlone() {
    List<Point> points = Modes.points(new Settings("--mode=windows"));
    assertThat(points.get(0).options(), contains("--window=1h", "--every=3600s"));
    assertThat(points.get(points.size() - 1).options(), contains("--window=1h", "--every=60s"));
  }

  @Test
  public void everyModeHasPointsOfInputsThatDiffer() {
    for (String mode : List.of("compare", "size", "hashtags")) {
      List<Point> points = Modes.points(new Settings("--mode=" + mode));
      assertThat(
          mode, points.stream().map(Point::input).distinct().count(), is(points.size() + 0L));
    }
  }

  @Test
  public void parallelismGoesFromOneToWhatIsAskedFor() {
    List<Point> points = Modes.points(new Settings("--mode=parallelism", "--parallelism=2"));
    assertThat(points.stream().map(Point::parallelism).toList(), contains(1, 2));
  }

  @Test
  public void anInputIsAFormPerhapsWithAVariant() {
    List<Point> points =
        Modes.points(new Settings("--inputs=v2,v2-storm,v1.1-optional,v2-shuffled"));
    assertThat(points.stream().map(Point::format).toList(), contains("v2", "v2", "v1.1", "v2"));
    assertThat(
        points.stream().map(point -> point.plan().layout()).toList(),
        contains(Layout.USUAL, Layout.USUAL, Layout.OPTIONAL, Layout.SHUFFLED));
    assertThat(points.get(1).plan().storm(), is(true));
    assertThat(points.stream().map(Point::input).distinct().count(), is(4L));
  }

  @Test
  public void anUnknownModeOrInputIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Modes.points(new Settings("--mode=fast")));
    assertThrows(IllegalArgumentException.class, () -> Modes.points(new Settings("--inputs=v3")));
    assertThrows(
        IllegalArgumentException.class, () -> Modes.points(new Settings("--inputs=v2-sorted")));
  }
}
