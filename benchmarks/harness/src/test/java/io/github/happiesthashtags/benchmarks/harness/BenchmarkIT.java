package io.github.happiesthashtags.benchmarks.harness;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The one command at a tiny size, on the packaged job and the plain program. */
public class BenchmarkIT {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theJobAndThePlainProgramGiveOneResultAndEachHasARow() throws Exception {
    assertThat(
        run(
            "--inputs=v2,v1.1-storm",
            "--programs=direct-bounded,direct-streaming,plain",
            "--tweets=2000"),
        is(0));
    String table = result("compare.md");
    assertThat(table, containsString("| direct-bounded / plain |"));
    assertThat(table, containsString("| direct-streaming / plain |"));
    assertThat(result("compare.svg"), containsString("direct-streaming"));
    // A header, and four programs on two inputs.
    assertThat(result("compare.csv").lines().count(), is(9L));
  }

  @Test
  public void aProgramThatFailsIsToldWithTheEndOfItsLogAndFailsTheBenchmark() throws Exception {
    assertThat(
        run(
            "--inputs=v2",
            "--programs=direct-bounded",
            "--tweets=10",
            "--jobOptions=--topN=nothing"),
        is(1));
  }

  @Test
  public void aFailedProcessIsAnErrorThatShowsWhatItSaid() throws IOException {
    Path directory = folder.newFolder().toPath();
    IOException failed =
        assertThrows(
            IOException.class, () -> Cost.of(List.of("sh", "-c", "echo oh; exit 3"), directory));
    assertThat(failed.getMessage(), containsString("exit code 3\noh"));
  }

  private int run(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--rounds=1");
    all.add("--root=../..");
    all.add("--work=" + folder.getRoot());
    all.add("--results=" + folder.getRoot().toPath().resolve("results"));
    return BenchmarkMain.run(new Settings(all.toArray(new String[0])));
  }

  private String result(String name) throws IOException {
    return Files.readString(folder.getRoot().toPath().resolve("results").resolve(name));
  }
}
