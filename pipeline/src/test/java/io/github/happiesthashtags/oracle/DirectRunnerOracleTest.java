package io.github.happiesthashtags.oracle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.oracle.NaiveOracle.Answer;
import io.github.happiesthashtags.output.DeadLetterSink;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.output.Sinks;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.Rankings;
import io.github.happiesthashtags.testing.TextFiles;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The whole transform with its sinks on a real runner against the oracle. */
public class DirectRunnerOracleTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void filesDeadLettersAndCountersEqualTheOracles() throws IOException {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      OracleSettings settings = Rankings.any(random, GeneratedMessages.LEXICON);
      if (seed >= 10) {
        // Many windows of a status, and a period that does not divide the window.
        settings = settings.withWindows(3600, seed == 10 ? 60 : 280);
      }
      List<byte[]> lines = GeneratedMessages.lines(seed, 100);
      List<MessageBlock> blocks = Blocks.cut(lines, random);
      Collections.shuffle(blocks, random);
      Path files = folder.newFolder().toPath();
      Path deadLetters = folder.newFolder().toPath();

      Map<String, Long> counters = run(blocks, Rankings.of(settings), files, deadLetters);

      String what = "seed " + seed + ", " + settings;
      Answer expected = NaiveOracle.answer(lines, settings);
      assertThat(what, TextFiles.in(files), equalTo(expected.files()));
      assertThat(
          what,
          TextFiles.in(deadLetters).values().stream().flatMap(String::lines).distinct().count(),
          equalTo((long) expected.deadLetters().size()));
      Map<String, Long> messages = new TreeMap<>(expected.kinds());
      messages.put(PipelineMetrics.HAPPY, expected.happy());
      if (settings.windowSeconds() % settings.everySeconds() == 0) {
        messages.put(PipelineMetrics.DUPLICATES, expected.duplicates());
      }
      counters.keySet().retainAll(messages.keySet());
      assertThat(what, counters, equalTo(messages));
    }
  }

  private static Map<String, Long> run(
      List<MessageBlock> blocks, HappiestHashtags ranking, Path files, Path deadLetters) {
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    SinkSettings settings = SinkSettings.of(files.toString(), "oracle");
    HappiestHashtags.Result ranked =
        pipeline
            .apply("Blocks", Create.of(blocks).withCoder(MessageBlockCoder.of()))
            .apply("Rank", ranking);
    ranked
        .getLeaderboards()
        .apply("Files", Sinks.named("csv").create(settings, pipeline.getOptions()));
    ranked
        .getDeadLetters()
        .apply("Dead letters", ParDo.of(new DeadLetterSink(deadLetters.toString())));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      String name = counter.getName().getName().replace(PipelineMetrics.MESSAGES_PREFIX, "");
      counters.merge(name, counter.getCommitted(), Long::sum);
    }
    return counters;
  }
}
