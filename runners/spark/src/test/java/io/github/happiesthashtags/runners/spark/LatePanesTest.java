package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.joda.time.Duration;
import org.junit.Test;

/** At its end, a stream waits for late panes only if there may be some. */
public final class LatePanesTest {
  private static boolean hasLatePanes(Duration allowedLateness) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of("a"))
        .apply(
            Window.<String>into(FixedWindows.of(Duration.standardSeconds(1)))
                .withAllowedLateness(allowedLateness)
                .discardingFiredPanes());
    return EndingSparkRunner.hasLatePanes(pipeline);
  }

  @Test
  public void thereAreNoneWhereNothingMayBeLate() {
    assertThat(hasLatePanes(Duration.ZERO), is(false));
  }

  @Test
  public void thereMayBeSomeWhereALittleMayBe() {
    assertThat(hasLatePanes(Duration.millis(1)), is(true));
  }
}
