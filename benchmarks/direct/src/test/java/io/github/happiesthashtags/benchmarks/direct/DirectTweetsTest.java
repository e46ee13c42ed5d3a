package io.github.happiesthashtags.benchmarks.direct;

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

public class DirectTweetsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void tweetsGiveThePlainProgramsLeaderboards() throws Exception {
    for (Form form : Form.values()) {
      String input = folder.newFolder().getPath();
      RecordingFiles.make(Path.of(input), RecordingPlan.of(form, 2_000));
      String expected = folder.newFolder().getPath();
      PlainJob.main(new String[] {input, expected, "1"});
      String found = folder.newFolder().getPath();
      DirectTweets.main(new String[] {input, found, "2"});
      assertThat(Results.digest(Path.of(expected)), is(not(Results.NONE)));
      assertThat(Results.digest(Path.of(found)), is(Results.digest(Path.of(expected))));
    }
  }
}
