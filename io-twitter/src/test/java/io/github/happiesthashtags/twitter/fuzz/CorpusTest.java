package io.github.happiesthashtags.twitter.fuzz;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.happiesthashtags.twitter.http.StreamBodyFuzz;
import io.github.happiesthashtags.twitter.stream.FeedMarkFuzz;
import io.github.happiesthashtags.twitter.wire.BlockCoderFuzz;
import io.github.happiesthashtags.twitter.wire.HashtagFuzz;
import io.github.happiesthashtags.twitter.wire.LineIndexFuzz;
import io.github.happiesthashtags.twitter.wire.LinesFuzz;
import io.github.happiesthashtags.twitter.wire.MessageFuzz;
import io.github.happiesthashtags.twitter.wire.ScannedLineFuzz;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Runs the fuzz targets on their stored corpora in every build. */
public final class CorpusTest {
  private interface Target {
    void run(byte[] input) throws Exception;
  }

  /** The most files of a corpus: few enough to review, and to run in a build. */
  private static final int MOST_FILES = 300;

  private static final long MOST_BYTES = 1 << 20;

  /** The targets by corpus: a folder named like the target's package and class. */
  private static final Map<String, Target> TARGETS =
      Map.of(
          "wire.LineIndexFuzz", LineIndexFuzz::fuzzerTestOneInput,
          "wire.LinesFuzz", LinesFuzz::fuzzerTestOneInput,
          "wire.MessageFuzz", MessageFuzz::fuzzerTestOneInput,
          "wire.ScannedLineFuzz", ScannedLineFuzz::fuzzerTestOneInput,
          "wire.HashtagFuzz", HashtagFuzz::fuzzerTestOneInput,
          "wire.BlockCoderFuzz", BlockCoderFuzz::fuzzerTestOneInput,
          "stream.FeedMarkFuzz", FeedMarkFuzz::fuzzerTestOneInput,
          "http.StreamBodyFuzz", StreamBodyFuzz::fuzzerTestOneInput);

  private static Path corpora() throws Exception {
    URL folder = CorpusTest.class.getResource("/fuzz");
    if (folder == null) {
      throw new AssertionError("no folder fuzz among the test resources");
    }
    return Path.of(folder.toURI());
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  public void everyTargetHoldsForItsCorpus() throws Exception {
    for (Map.Entry<String, Target> target : TARGETS.entrySet()) {
      List<Path> inputs = list(corpora().resolve(target.getKey()));
      assertThat("inputs of " + target.getKey(), inputs.size(), is(greaterThan(0)));
      for (Path input : inputs) {
        try {
          target.getValue().run(Files.readAllBytes(input));
        } catch (Exception | AssertionError e) {
          throw new AssertionError(target.getKey() + " fails for " + input.getFileName(), e);
        }
      }
    }
  }

  @Test
  public void everyCorpusHasATarget() throws Exception {
    Set<String> folders =
        list(corpora()).stream()
            .filter(Files::isDirectory)
            .map(folder -> folder.getFileName().toString())
            .collect(Collectors.toSet());
    assertThat(folders, is(TARGETS.keySet()));
  }

  @Test
  public void theCorporaAreSmall() throws Exception {
    long files = 0;
    long bytes = 0;
    for (String target : TARGETS.keySet()) {
      for (Path input : list(corpora().resolve(target))) {
        files++;
        bytes += Files.size(input);
      }
    }
    assertThat(files, is(lessThan((long) MOST_FILES)));
    assertThat(bytes, is(lessThan(MOST_BYTES)));
  }
}
