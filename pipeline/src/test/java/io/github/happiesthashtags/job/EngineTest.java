package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.output.Screens;
import io.github.happiesthashtags.testing.Blocks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.Test;

/** What the job does for an engine that goes on alone, or in whose process it is. */
public class EngineTest {

  /** A runner whose result knows nothing. */
  public static final class EngineRunner extends PipelineRunner<PipelineResult> {
    /** How Beam makes runners. */
    public static EngineRunner fromOptions(PipelineOptions options) {
      return new EngineRunner();
    }

    @Override
    public PipelineResult run(Pipeline pipeline) {
      return new FakeResult(PipelineResult.State.UNKNOWN, List.of());
    }
  }

  /** Registered for the service loader. */
  public static final class EngineSupport implements RunnerSupport {
    @Override
    public boolean supports(PipelineOptions options) {
      return options.getRunner() == EngineRunner.class;
    }

    @Override
    public void configure(PipelineOptions options, Set<String> given) {}

    @Override
    public List<String> warnings(PipelineOptions options) {
      return List.of("this engine is a toy");
    }

    @Override
    public boolean handsOver(PipelineOptions options) {
      return true;
    }
  }

  @Test
  public void aJobThatIsHandedOverIsNoFailureAndItsWarningsAreTold() {
    JobTest.Run run =
        JobTest.of("event-time")
            .withSource(Blocks.of())
            .withOptions("--runner=" + EngineRunner.class.getName())
            .run();

    assertThat(run.exitCode(), is(ExitCode.OK));
    assertThat(
        run.err(),
        contains(
            is("happiest-hashtags: this engine is a toy"),
            containsString("the job was handed over and goes on without this process")));
  }

  @Test
  public void withinAnEngineAFailureIsThrownAndNotPrinted() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    JobMain main = new JobMain(JobMain.Wiring.REAL, Screens.plain(stream, stream));

    JobFailedException failed =
        assertThrows(JobFailedException.class, () -> main.runWithin(new String[] {"--topN=none"}));

    assertThat(failed.getMessage(), startsWith("--topN=none: not a number"));
    assertThat(failed.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(printed.size(), is(0));
  }
}
