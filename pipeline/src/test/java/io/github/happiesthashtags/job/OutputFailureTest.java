package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.output.Screens;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.TextFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Output that fails fails the job. */
public class OutputFailureTest {
  private static final String PANE = "2020-01-01T10-00-00Z_2020-01-01T11-00-00Z_on-time-0";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path input;

  @Before
  public void record() throws IOException {
    input = folder.newFile("day.jsonl").toPath();
    String status = new String(Blocks.bytes(at("10:00").tagged("joy").smiling(1)), UTF_8);
    Files.writeString(input, status + "\nno message\n");
  }

  @Test
  public void aFileThatCannotBeWrittenExitsWithOneLineThatNamesIt() throws IOException {
    for (String format : new String[] {"csv", "jsonl"}) {
      Path out = folder.newFolder(format).toPath();
      Path pane = inTheWay(out.resolve(PANE + '.' + format));

      JobTest.Run run = job().withOptions("--output=" + format, "--outputDir=" + out).run();

      assertThat(run.exitCode(), is(ExitCode.FAILED));
      assertThat(run.err(), contains(startsWith(failed(pane))));
      assertThat(TextFiles.in(out).keySet(), is(Set.of()));
    }
  }

  @Test
  public void deadLettersThatCannotBeWrittenDoSoToo() throws IOException {
    Path letters = folder.newFolder("letters").toPath();
    JobTest job =
        job().withOptions("--outputDir=" + folder.newFolder("out"), "--deadLetters=" + letters);
    assertThat(job.run().exitCode(), is(ExitCode.OK));
    Path file = letters.resolve(TextFiles.in(letters).keySet().iterator().next());
    Files.delete(file);
    inTheWay(file);

    JobTest.Run run = job.run();

    assertThat(run.exitCode(), is(ExitCode.FAILED));
    assertThat(run.err(), contains(startsWith(failed(file))));
    assertThat(TextFiles.in(letters).keySet(), is(Set.of()));
  }

  @Test
  public void aPipeThatNobodyReadsEndsTheJobWithoutAWord() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    JobMain main =
        new JobMain(JobMain.Wiring.REAL, Screens.closed(new PrintStream(err, true, UTF_8)));

    assertThat(main.run(new String[] {"--help"}), is(ExitCode.CLOSED_PIPE));
    assertThat(main.run(new String[] {"--version"}), is(ExitCode.CLOSED_PIPE));
    assertThat(err.toString(UTF_8), is(""));
  }

  private JobTest job() {
    return JobTest.of("event-time").withOptions("--source=file", "--input=" + input);
  }

  private static String failed(Path file) {
    return "happiest-hashtags: the job failed: " + file + " cannot be written: ";
  }

  /** A folder with something in it, which no file can take the place of. */
  private static Path inTheWay(Path file) throws IOException {
    Files.createDirectories(file.resolve("full"));
    return file;
  }
}
