package io.github.happiesthashtags.benchmarks.duckdb;

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

public class DuckDbJobTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void sqlGivesThePlainProgramsLeaderboards() throws Exception {
    for (Form form : Form.values()) {
      for (boolean storm : new boolean[] {false, true}) {
        Path input = folder.newFolder().toPath();
        RecordingFiles.make(input, RecordingPlan.of(form, storm ? 300 : 5_000).withStorm(storm));
        String expected = digest(output -> PlainJob.main(new String[] {input + "", output, "1"}));
        assertThat(expected, is(not(Results.NONE)));
        assertThat(
            digest(output -> DuckDbJob.main(new String[] {input + "", output, "2", name(form)})),
            is(expected));
      }
    }
  }

  private static String name(Form form) {
    return form == Form.V1 ? "v1.1" : "v2";
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
