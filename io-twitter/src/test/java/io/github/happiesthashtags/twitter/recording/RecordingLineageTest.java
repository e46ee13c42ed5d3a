package io.github.happiesthashtags.twitter.recording;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.TwitterIO;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.junit.Rule;
import org.junit.Test;

/** What Beam's lineage says of recordings. */
public final class RecordingLineageTest {
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void recordingsAreNamedAsTheirFileSystemNamesThem() {
    PAssert.thatSingleton(
            pipeline
                .apply(TwitterIO.read().fromRecordings(List.of(ReportingFileSystem.FILE)))
                .apply(Count.globally()))
        .isEqualTo(1L);
    PipelineResult result = pipeline.run();

    assertThat(
        Lineage.query(result.metrics(), Lineage.Type.SOURCE),
        is(Set.of(ReportingFileSystem.LINEAGE)));
  }
}
