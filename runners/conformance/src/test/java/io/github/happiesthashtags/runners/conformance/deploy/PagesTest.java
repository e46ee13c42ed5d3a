package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;

/**
 * The project's Markdown pages link to places that exist, and name classes and tests that exist.
 */
public final class PagesTest {
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

  /** A class by its room, such as {@code stream/SessionSink}. */
  private static final Pattern CLASS = Pattern.compile("`([a-z]\\w*/[A-Z]\\w+)`");

  private final List<Path> pages = new ArrayList<>();
  private final Set<String> classes = new HashSet<>();
  private final Set<String> classesInRooms = new HashSet<>();
  private Path root;

  @Before
  public void findFiles() throws IOException {
    root = Repository.find().root();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            String name = folder.getFileName().toString();
            boolean isOurs =
                folder.equals(root) || !(name.equals("target") || name.startsWith("."));
            return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            String name = file.getFileName().toString();
            if (name.endsWith(".md")) {
              pages.add(file);
            } else if (name.endsWith(".java")) {
              String type = name.substring(0, name.length() - ".java".length());
              classes.add(type);
              classesInRooms.add(file.getParent().getFileName() + "/" + type);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(pages, hasItem(root.resolve("README.md")));
  }

  @Test
  public void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages) {
      for (var link : LINK.matcher(prose(page)).results().toList()) {
        links++;
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        String anchor = link.group(2);
        if (!Files.exists(target) || (anchor != null && !anchors(target).contains(anchor))) {
          broken.add(root.relativize(page) + ": " + link.group());
        }
      }
    }

    assertThat(broken, is(empty()));
    assertThat(links, is(not(0)));
  }

  @Test
  public void testsThatAPageNamesExist() throws IOException {
    assertThat(missing(TEST, classes), is(empty()));
  }

  /** The pages answer by a class where something is decided. */
  @Test
  public void classesThatAPageNamesAreInTheirRooms() throws IOException {
    assertThat(missing(CLASS, classesInRooms), is(empty()));
    assertThat(classesInRooms, hasItem("stream/SessionSink"));
  }

  private List<String> missing(Pattern named, Set<String> existing) throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path page : pages) {
      named
          .matcher(prose(page))
          .results()
          .map(name -> name.group(1))
          .filter(name -> !existing.contains(name))
          .forEach(name -> missing.add(root.relativize(page) + ": " + name));
    }
    return missing;
  }

  private static String prose(Path page) throws IOException {
    return CODE.matcher(Files.readString(page)).replaceAll("");
  }

  /** Returns the anchors that GitHub gives to a page's headings. */
  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
