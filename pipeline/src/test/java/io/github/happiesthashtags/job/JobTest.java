package io.github.happiesthashtags.job;

import io.github.happiesthashtags.output.Screens;
import io.github.happiesthashtags.output.Sink;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.testing.Caught;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Runs the job's real main with inputs and outputs of a test in the places of the real ones:
 *
 * <pre>{@code
 * JobTest.Run run = JobTest.of("event-time").withSource(blocks).withOptions("--topN=3").run();
 * }</pre>
 *
 * <p>Without {@link #withSource} the real source and sinks are used.
 */
final class JobTest {
  private final List<String> options = new ArrayList<>();
  private @Nullable PTransform<PBegin, PCollection<MessageBlock>> source;
  private @Nullable RuntimeException refusal;

  private JobTest() {}

  /** A run of this job. */
  static JobTest of(String job) {
    return any().withOptions("--job=" + job);
  }

  /** A run without {@code --job}. */
  static JobTest any() {
    return new JobTest();
  }

  JobTest withOptions(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Puts blocks in the source's place. */
  JobTest withSource(MessageBlock... blocks) {
    return withSource(Create.of(List.of(blocks)).withCoder(MessageBlockCoder.of()));
  }

  /** Puts any source in the source's place. */
  JobTest withSource(PTransform<PBegin, PCollection<MessageBlock>> instead) {
    source = instead;
    return this;
  }

  /** Lets the runner refuse to make a pipeline. */
  JobTest withRunnerThatThrows(RuntimeException thrown) {
    refusal = thrown;
    return this;
  }

  Run run() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wiring wiring = new Wiring(source, refusal);
    PrintStream stdout = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    int exitCode;
    try {
      JobMain main = new JobMain(wiring, Screens.plain(System.out, stream(err)));
      exitCode = main.run(options.toArray(new String[0]));
    } finally {
      System.setOut(stdout);
    }
    return new Run(exitCode, wiring, lines(out), lines(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** What a run gave. */
  record Run(int exitCode, Wiring wiring, List<String> out, List<String> err) {

    /** Whether the job came as far as asking for a pipeline. */
    boolean started() {
      return wiring.started;
    }

    /** What came to a sink, in order of arrival; an error if the job has no such sink. */
    List<Leaderboard> leaderboards(String sink) {
      return wiring.sinks.get(sink).elements();
    }

    /** The names of the sinks that the job has. */
    List<String> sinks() {
      return List.copyOf(wiring.sinks.keySet());
    }

    SinkSettings sinkSettings() {
      return wiring.sinkSettings;
    }

    /** The source that the options chose. */
    SourceChoice source() {
      return wiring.choice;
    }

    PipelineOptions pipelineOptions() {
      return wiring.options;
    }

    long counter(String name) {
      return wiring.counters.get(name);
    }
  }

  private static final class Wiring implements JobMain.Wiring {
    private final @Nullable PTransform<PBegin, PCollection<MessageBlock>> source;
    private final @Nullable RuntimeException refusal;
    private final Map<String, Caught<Leaderboard>> sinks = new TreeMap<>();
    private boolean started;
    private @Nullable PipelineOptions options;
    private @Nullable SourceChoice choice;
    private @Nullable SinkSettings sinkSettings;
    private @Nullable Counters counters;

    Wiring(
        @Nullable PTransform<PBegin, PCollection<MessageBlock>> source,
        @Nullable RuntimeException refusal) {
      this.source = source;
      this.refusal = refusal;
    }

    @Override
    public Pipeline create(PipelineOptions given) {
      if (refusal != null) {
        throw refusal;
      }
      started = true;
      options = given;
      // As DirectSupport does: an Error would be told to the run, and not to who waits for it.
      given.as(DirectOptions.class).setBlockOnRun(false);
      return JobMain.Wiring.super.create(given);
    }

    @Override
    public PTransform<PBegin, PCollection<MessageBlock>> source(SourceChoice chosen) {
      choice = chosen;
      return source == null ? JobMain.Wiring.super.source(chosen) : source;
    }

    @Override
    public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> sink(
        Sink sink, SinkSettings settings, PipelineOptions given) {
      sinkSettings = settings;
      if (source == null) {
        return JobMain.Wiring.super.sink(sink, settings, given);
      }
      Caught<Leaderboard> caught = new Caught<>(Leaderboard.class);
      sinks.put(sink.label(), caught);
      return caught;
    }

    @Override
    public void finished(PipelineResult result) {
      counters = Counters.of(result);
    }
  }
}
