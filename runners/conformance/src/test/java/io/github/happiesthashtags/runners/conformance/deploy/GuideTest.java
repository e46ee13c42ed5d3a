package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;

/** Everything that runners/KUBERNETES.md names exists. */
public final class GuideTest {
  private Repository repository;
  private String text;

  @Before
  public void read() throws IOException {
    repository = Repository.find();
    text = Files.readString(repository.root().resolve("runners/KUBERNETES.md"));
  }

  private List<String> found(String pattern) {
    List<String> found =
        Pattern.compile(pattern).matcher(text).results().map(r -> r.group(1)).distinct().toList();
    assertThat(pattern, found, is(not(empty())));
    return found;
  }

  @Test
  public void pathsAreThereForEachEngine() {
    for (String path : found("(?<![\\w/.])(runners/[\\w$./-]+\\w)")) {
      for (String engine : List.of("flink", "spark")) {
        Path file = repository.root().resolve(path.replace("$ENGINE", engine));
        assertThat(file.toString(), Files.exists(file), is(true));
      }
    }
  }

  @Test
  public void imagesAreOfThisVersion() {
    assertThat(found("happiest-hashtags-[\\w$]+:([\\w.-]+)"), everyItem(is(repository.version())));
  }

  @Test
  public void pluginsAreOfTheEngine() {
    assertThat(
        found("flink-s3-fs-presto-([0-9.]+[0-9])"),
        everyItem(is(repository.property("flink.version"))));
  }

  /**
   * The operator acts when a nonce changes, so a fixed number in the guide would work only once.
   */
  @Test
  public void nonceIsAnotherOneEachTime() {
    assertThat(found("Nonce\":([^}]{8})"), everyItem(is("'$(date ")));
  }
}
