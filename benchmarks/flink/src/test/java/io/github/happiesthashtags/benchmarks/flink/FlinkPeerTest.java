package io.github.happiesthashtags.benchmarks.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.benchmarks.inputs.RecordingFiles;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import io.github.happiesthashtags.benchmarks.plain.PlainJob;
import io.github.happiesthashtags.benchmarks.plain.Results;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FlinkPeerTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void everyProgramGivesThePlainProgramsLeaderboards() throws Exception {
    for (Form form : Form.values()) {
      String input = folder.newFolder().getPath();
      RecordingFiles.make(Path.of(input), RecordingPlan.of(form, 2_000));
      String expected = digest(output -> PlainJob.main(new String[] {input, output, "1"}));
      assertThat(expected, is(not(Results.NONE)));
      for (String program : new String[] {"naive", "tuned", "tuned-jackson"}) {
        for (String mode : new String[] {"batch", "streaming"}) {
          String found =
              digest(output -> FlinkPeer.main(new String[] {input, output, "2", program, mode}));
          assertThat(form + " " + program + " " + mode, found, is(expected));
        }
      }
    }
  }

  private interface Job {
    void run(String output) throws Exception;
  }

  private String digest(Job job) throws Exception {
    Path output = folder.newFolder().toPath();
    job.run(output.toString());
    return Results.digest(output);
  }
}
