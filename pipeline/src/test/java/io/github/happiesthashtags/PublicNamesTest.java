package io.github.happiesthashtags;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * A name means one thing: no two modules have a public type of the same simple name, or the same
 * package. A class in another module's package could use what that module keeps to itself.
 */
public final class PublicNamesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SOURCE =
      Pattern.compile(
          "(?<module>(?!.*/target/).+)/src/(?:main|test)/java/(?<package>.+)/\\w+\\.java");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^public (?:abstract |final |sealed )?(?:class|interface|record|enum|@interface) ");

  @Test
  public void noTwoPublicTypesShareASimpleName() throws IOException {
    Map<String, List<String>> files;
    try (Stream<Path> sources = Files.walk(ROOT)) {
      files =
          sources
              .filter(file -> file.toString().contains("/src/main/java/"))
              // The build copies the consumer project there.
              .filter(file -> !file.toString().contains("/target/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(PublicNamesTest::isPublic)
              .collect(
                  groupingBy(
                      file -> file.getFileName().toString(),
                      TreeMap::new,
                      mapping(file -> ROOT.relativize(file).toString(), toList())));
    }

    assertThat("this walk finds the sources", files, hasKey("XApiSimulator.java"));
    files.values().removeIf(paths -> paths.size() == 1);
    assertThat(files.toString(), files, is(anEmptyMap()));
  }

  @Test
  public void noTwoModulesShareAPackage() throws IOException {
    Map<String, Set<String>> modules;
    try (Stream<Path> sources = Files.walk(ROOT)) {
      modules =
          sources
              .map(file -> SOURCE.matcher(ROOT.relativize(file).toString()))
              .filter(Matcher::matches)
              .collect(
                  groupingBy(
                      source -> source.group("package"),
                      TreeMap::new,
                      mapping(source -> source.group("module"), toCollection(TreeSet::new))));
    }

    assertThat("this walk finds the sources", modules, hasKey("io/github/happiesthashtags/job"));
    modules.values().removeIf(of -> of.size() == 1);
    assertThat(modules.toString(), modules, is(anEmptyMap()));
  }

  private static boolean isPublic(Path source) {
    try {
      return PUBLIC_TYPE.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
