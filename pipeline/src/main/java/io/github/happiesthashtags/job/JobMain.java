package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.ClosedPipeException;
import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.output.Sink;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.output.WebSink;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From command line arguments to an exit code. */
public final class JobMain {
  private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);
  private static final String NAME = "happiest-hashtags: ";

  /**
   * What the job touches of the world: a test puts inputs and outputs of its own in these places.
   */
  interface Wiring {
    /** The world. */
    Wiring REAL = new Wiring() {};

    /** The pipeline that the job is built into. */
    default Pipeline create(PipelineOptions options) {
      return Pipeline.create(options);
    }

    /** The blocks of the source that the options chose. */
    default PTransform<PBegin, PCollection<MessageBlock>> source(SourceChoice choice) {
      return choice.read();
    }

    /** The sink as a transform. */
    default PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> sink(
        Sink sink, SinkSettings settings, PipelineOptions options) {
      return sink.create(settings, options);
    }

    /** Called once the job has ended. */
    default void finished(PipelineResult result) {}
  }

  private final Wiring wiring;
  private final Screen screen;
  private final Interruption interruption = new Interruption();

  /** The job as the command line runs it. */
  public JobMain() {
    this(Wiring.REAL, Screen.process());
  }

  JobMain(Wiring wiring, Screen screen) {
    this.wiring = wiring;
    this.screen = screen;
  }

  /** Runs the job, a simulator alone or {@link Tail}; answers signals, and gives the exit code. */
  public int runAsProcess(String[] args) {
    if (args.length > 0 && args[0].equals("simulator")) {
      XApiSimulator.main(Arrays.copyOfRange(args, 1, args.length));
      return ExitCode.OK;
    }
    if (args.length > 0 && args[0].equals("tail")) {
      return new Tail(screen).run(Arrays.copyOfRange(args, 1, args.length));
    }
    interruption.install();
    try {
      return run(args);
    } finally {
      interruption.over();
    }
  }

  /** Runs the job to its end and gives the exit code; signals are left to who calls. */
  public int run(String[] args) {
    try {
      runWithin(args);
      return ExitCode.OK;
    } catch (JobFailedException e) {
      String message = e.getMessage();
      if (message != null) {
        screen.print(List.of(NAME + message));
      }
      return e.exitCode();
    }
  }

  /**
   * Runs the job in a process that is not its own: neither ends it nor answers its signals.
   *
   * @throws JobFailedException in the place of an exit code
   */
  public void runWithin(String[] args) {
    if (CommandLine.wantsHelp(args)) {
      answer(Help.lines());
      return;
    }
    if (CommandLine.wantsVersion(args)) {
      answer(List.of(Help.versions()));
      return;
    }
    Pipeline pipeline;
    JobSettings settings;
    boolean handedOver = false;
    InputReport input;
    JobWatch watch = new JobWatch();
    MetricsPage page;
    WebPage web = null;
    try {
      HappiestHashtagsOptions options = CommandLine.parse(args);
      String runner = options.getRunner().getSimpleName();
      FileSystems.setDefaultPipelineOptions(options);
      settings = JobSettings.of(options);
      XQuestion question = settings.source().question();
      if (question != null) {
        OptionPaths.checkCredentials(options);
        question.ask(screen);
        return;
      }
      input = new InputReport(options, screen, NAME);
      options.as(StreamingOptions.class).setStreaming(settings.source().isStreaming());
      List<String> remarks = new ArrayList<>();
      boolean elsewhere = false;
      for (RunnerSupport support : ServiceLoader.load(RunnerSupport.class)) {
        if (support.supports(options)) {
          support.configure(options, CommandLine.names(args));
          if (support.runsElsewhere(options)) {
            elsewhere = true;
            OptionPaths.checkForCluster(settings, options);
          } else {
            OptionPaths.checkCredentials(options);
          }
          remarks.addAll(support.warnings(options));
          handedOver = support.handsOver(options);
        }
      }
      if (elsewhere) {
        input.refusePipes();
      } else {
        OptionPaths.checkForThisMachine(settings, options);
      }
      XBudget budget = settings.source().budget();
      if (budget != null) {
        budget.check();
        budget.atStart().ifPresent(remarks::add);
      }
      MetricsAddress metrics = settings.metrics();
      if (metrics != null && handedOver) {
        throw metrics.refusedWhenHandedOver();
      }
      if (settings.sinkSettings().toStandardOutput()) {
        screen.reserve();
      }
      pipeline = create(options);
      build(pipeline, settings);
      page =
          metrics == null ? null : MetricsPage.open(metrics, options.getJobName(), runner, watch);
      if (page != null) {
        remarks.add("metrics on " + page.url());
      }
      if (settings.sinks().stream().anyMatch(WebSink.class::isInstance)) {
        web = WebPage.open(options, watch);
        remarks.add("leaderboards on " + web.address());
      }
      remarks.forEach(remark -> screen.print(List.of(NAME + remark)));
    } catch (BadOptionException e) {
      throw new JobFailedException(ExitCode.BAD_OPTION, e.getMessage(), e);
    }
    if (handedOver) {
      // Nobody looks at this process later.
      input.tellUnreadable();
      handOver(pipeline);
    } else {
      try {
        execute(pipeline, settings, input, watch);
      } finally {
        if (page != null) {
          page.close();
        }
        if (web != null) {
          web.close();
        }
      }
    }
  }

  private void answer(List<String> lines) {
    try {
      screen.answer(lines);
    } catch (ClosedPipeException e) {
      throw new JobFailedException(ExitCode.CLOSED_PIPE, null, e);
    } catch (IOException e) {
      throw new JobFailedException(ExitCode.FAILED, e.getMessage(), e);
    }
  }

  private Pipeline create(HappiestHashtagsOptions options) {
    try {
      return wiring.create(options);
    } catch (RuntimeException e) {
      // Runners check their own options here, some behind a reflective call.
      Optional<IllegalArgumentException> refused =
          JobFailedException.cause(e, IllegalArgumentException.class);
      throw refused.isPresent()
          ? new BadOptionException(
              "--runner="
                  + options.getRunner().getSimpleName()
                  + ": "
                  + String.valueOf(refused.get().getMessage()).replaceAll("\\s+", " "))
          : e;
    }
  }

  private void build(Pipeline pipeline, JobSettings settings) {
    String deadLetters = settings.deadLetters();
    HappiestHashtags ranking =
        deadLetters == null
            ? settings.ranking().withoutDeadLetters()
            : settings.ranking().withDeadLettersIn(deadLetters);
    PCollection<MessageBlock> blocks =
        pipeline.apply("Read " + settings.source().label(), wiring.source(settings.source()));
    LogSettings.Level level = settings.log().level();
    if (level != LogSettings.Level.INFO && !LogSettings.isEmbedded()) {
      blocks = blocks.apply("Set log level", ParDo.of(new LogSettings.SetOnWorkers<>(level)));
    }
    HappiestHashtags.Result result = blocks.apply("Rank hashtags", ranking);
    for (Sink sink : settings.sinks()) {
      result
          .getLeaderboards()
          .apply(
              "Write " + sink.label(),
              wiring.sink(sink, settings.sinkSettings(), pipeline.getOptions()));
    }
  }

  /** The engine goes on with it alone. */
  private void handOver(Pipeline pipeline) {
    try {
      pipeline.run();
    } catch (RuntimeException e) {
      throw JobFailedException.because(e);
    }
    screen.print(List.of(NAME + "the job was handed over and goes on without this process"));
  }

  private void execute(Pipeline pipeline, JobSettings settings, InputReport input, JobWatch watch) {
    SourceChoice source = settings.source();
    try {
      watch.submitted();
      PipelineResult result = pipeline.run();
      watch.running(result);
      interruption.started(result, source);
      PipelineResult.State state;
      Progress progress =
          new Progress(result, source.isStreaming(), screen, settings.progressEvery());
      try {
        state = result.waitUntilFinish();
      } finally {
        progress.close();
      }
      if (interruption.signalled()) {
        return;
      }
      wiring.finished(result);
      Counters counters = Counters.of(result);
      screen.print(Progress.summary(counters, source.budget()));
      if (state != PipelineResult.State.DONE) {
        watch.failed();
        // The Direct runner calls itself running when it ran out of memory.
        throw new JobFailedException(
            ExitCode.FAILED, "the job did not end well: the runner's state is " + state);
      }
      input.afterReading(counters);
    } catch (JobFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (interruption.signalled()) {
        LOG.debug("interrupted", e);
        return;
      }
      watch.failed();
      throw JobFailedException.because(e);
    }
  }
}
