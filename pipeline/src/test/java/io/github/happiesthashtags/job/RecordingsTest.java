package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.oracle.NaiveOracle;
import io.github.happiesthashtags.oracle.NaiveOracle.Answer;
import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testing.TextFiles;
import io.github.happiesthashtags.testsupport.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Real recordings through the real main, real source and real sinks, against the oracle. */
public class RecordingsTest {
  private static final OracleSettings EVENT_TIME = OracleSettings.eventTime();
  private static final OracleSettings SLIDING =
      EVENT_TIME.withWindows(600, 150).withLanguages(Set.of("en"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void everyRecordingOfV1GivesTheOraclesFiles() throws IOException {
    assertThat(check("tweets-v1.1"), is(greaterThan(15)));
  }

  @Test
  public void everyRecordingOfV2GivesTheOraclesFiles() throws IOException {
    assertThat(check("tweets-v2"), is(greaterThan(15)));
  }

  /** Gives how many files were compared. */
  private int check(String name) throws IOException {
    Path recordings = SharedData.file(name);
    int files = 0;
    for (Path recording : list(recordings)) {
      List<byte[]> lines = NaiveOracle.messages(Files.readAllBytes(recording));
      for (String smiles : Lexicon.builtInNames()) {
        files += check("event-time", EVENT_TIME, smiles, recording.toString(), lines);
        files += check("sliding", SLIDING, smiles, recording.toString(), lines);
      }
    }
    return files;
  }

  private int check(
      String job, OracleSettings settings, String smiles, String input, List<byte[]> lines)
      throws IOException {
    Path output = folder.newFolder().toPath();
    JobTest.Run run =
        JobTest.of(job)
            .withOptions("--source=file", "--input=" + input, "--output=csv")
            .withOptions("--outputDir=" + output, "--smiles=" + smiles)
            .run();

    Answer expected =
        NaiveOracle.answer(
            lines, settings.withSmiles(Lexicon.builtIn(smiles).orElseThrow().weights()));
    String what = job + ", " + smiles + ", " + input;
    assertThat(
        what, run.exitCode(), is(expected.isNothingButMalformed() ? ExitCode.FAILED : ExitCode.OK));
    assertThat(what, TextFiles.in(output), equalTo(expected.files()));
    assertThat(what, run.counter(PipelineMetrics.STATUSES), equalTo(expected.statuses()));
    assertThat(
        what,
        run.counter(PipelineMetrics.MALFORMED),
        equalTo((long) expected.deadLetters().size()));
    assertThat(what, run.counter(PipelineMetrics.LATE), is(0L));
    return expected.files().size();
  }

  @Test
  public void allRecordingsTogetherGiveTheOraclesFiles() throws IOException {
    Path recordings = SharedData.file("tweets-v1.1");
    List<byte[]> lines = new ArrayList<>();
    for (Path recording : list(recordings)) {
      lines.addAll(NaiveOracle.messages(Files.readAllBytes(recording)));
    }

    check("event-time", EVENT_TIME, "ALL", recordings + "/*", lines);
  }

  private static List<Path> list(Path recordings) throws IOException {
    try (Stream<Path> files = Files.list(recordings)) {
      return files.filter(file -> file.toString().contains(".json")).sorted().toList();
    }
  }
}
