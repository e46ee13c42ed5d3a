package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Tests globs of local files, and compares them with a shell's if one is installed. */
public final class LocalGlobTest {
  private static final Path BASH = Path.of("/bin/bash");

  @Rule public final RecordingFolder folder = new RecordingFolder();

  @Before
  public void makeTree() throws IOException {
    for (String file :
        List.of(
            "x.json",
            "y.json",
            "é.json",
            "😀.json",
            ".hidden.json",
            "a-b.json",
            "a]b.json",
            "a!b.json",
            "a[1].json",
            "a{1}.json",
            "a*b.json",
            "a b.json",
            "A.json",
            "0.json",
            "10.json",
            "notes.txt",
            "day/00/00.json.bz2",
            "day/00/01.json.bz2",
            "day/01/00.json.bz2",
            "day/01/00.txt",
            "day/01/deep/er/00.json.bz2",
            "day/.trash/00.json.bz2",
            "day/02.json.bz2",
            ".cache/x.json")) {
      folder.write(file, file);
    }
    link("day/link", "../linked");
    folder.write("linked/00.json.bz2", "linked");
    folder.write("linked/sub/00.json.bz2", "linked");
    link("linked/loop", "..");
    link("to-x.json", "x.json");
  }

  @After
  public void allowReading() throws IOException {
    Files.setPosixFilePermissions(
        Path.of(folder.path("day/00")),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
  }

  private void link(String name, String target) throws IOException {
    Path link = Path.of(folder.path(name));
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  @Test
  public void wildcardsInFoldersAndNameMatchTogether() throws IOException {
    assertThat(
        files("day/*/*.json.bz2"),
        contains(
            "day/00/00.json.bz2",
            "day/00/01.json.bz2",
            "day/01/00.json.bz2",
            "day/link/00.json.bz2"));
    assertThat(files("d?y/0[!0]/*"), contains("day/01/00.json.bz2", "day/01/00.txt"));
  }

  @Test
  public void theSameFilesMatchAsInAShell() throws Exception {
    assumeThat("a shell to compare with", Files.isExecutable(BASH), is(true));
    for (String glob :
        List.of(
            "*",
            "*.json",
            ".*.json",
            "*/*.json",
            ".*/*.json",
            "*/*/*.bz2",
            "*/*/*/*/*.bz2",
            "day/*/*.json.bz2",
            "day/*/00.json.bz2",
            "day/0[01]/0?.json.bz2",
            "day/.*/*",
            "day/[.]trash/*",
            "./day/../day/*/00*",
            "day//*//*.bz2",
            "?.json",
            "[!a-z].json",
            "[^a-z].json",
            "[xy].json",
            "[-x].json",
            "[!-x].json",
            "[0-9]*.json",
            "[[:digit:]]*.json",
            "[[:upper:]].json",
            "a[]-]b.json",
            "a[!]]b.json",
            "a[!!]b.json",
            "a\\*b.json",
            "a\\[1].json",
            "a[[]1].json",
            "a[1*.json",
            "a?b.json",
            "a*",
            "{x,y}.json",
            "{x,y,a-{b,c}}.json",
            "{0,1}{0,}.json",
            "{0..12}.json",
            "day/{00..02}/*.bz2",
            "day/0{0..1}/0{0,1}.json.bz2",
            "{w..z}.json",
            "a{1}.json",
            "a{1*",
            "day/{00,01}/{00,01}.{txt,json.bz2}",
            "**/*.json.bz2",
            "**/00.json.bz2",
            "**/deep/**/*.bz2",
            "day/01/**",
            "day/01/**/*.bz2",
            "day/**/**/er/*",
            "linked/sub/**",
            "**/.trash/*")) {
      assertThat(glob, files(glob), is(shell(glob)));
    }
  }

  /** Compares names only, because a shell leaves what it does not expand in its own syntax. */
  private List<String> shell(String glob) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(
                BASH.toString(),
                "-O",
                "globstar",
                "-O",
                "nullglob",
                "-c",
                "for f in " + glob + "; do [ -f \"$f\" ] && printf '%s\\0' \"$f\"; done; true")
            .directory(folder.getRoot())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(), is(0));
    return Arrays.stream(out.split("\0"))
        .filter(name -> !name.isEmpty())
        .map(name -> Path.of(folder.path(name)).normalize().toString())
        .map(this::relative)
        .sorted()
        .distinct()
        .toList();
  }

  private List<String> files(String glob) throws IOException {
    List<String> matches = LocalGlob.matches(folder.path("") + "/" + glob);
    List<String> found = matches == null ? List.of(folder.path(glob)) : matches;
    return found.stream()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .map(file -> relative(file.normalize().toString()))
        .sorted()
        .toList();
  }

  private String relative(String file) {
    return file.substring(folder.path("").length() + 1);
  }

  @Test
  public void twoStarsBesideOtherCharactersMatchInAllFoldersToo() throws IOException {
    assertThat(
        files("day/**.bz2"),
        contains(
            "day/00/00.json.bz2",
            "day/00/01.json.bz2",
            "day/01/00.json.bz2",
            "day/01/deep/er/00.json.bz2",
            "day/02.json.bz2"));
  }

  @Test
  public void aPathThatExistsIsNoGlob() throws IOException {
    for (String name : List.of("a[1].json", "a{1}.json", "a*b.json")) {
      assertThat(
          Recordings.find(List.of(folder.path(name))).stream()
              .map(file -> relative(file.resourceId().toString()))
              .toList(),
          contains(name));
    }
  }

  @Test
  public void pathsWithASchemeOfLocalFilesAreGlobsToo() throws IOException {
    assertThat(Recordings.find(List.of("file://" + folder.path("day/*/00.json.bz2"))), hasSize(3));
    assertThat(Recordings.find(List.of("file:" + folder.path("day/*/00.json.bz2"))), hasSize(3));
  }

  @Test
  public void bracesThatStandForTooManyNamesAreRefused() {
    for (String glob : List.of("{0..999999999}", "{1..999}{1..999}")) {
      IllegalArgumentException thrown =
          assertThrows(IllegalArgumentException.class, () -> files(glob));
      assertThat(thrown.getMessage(), containsString("expand to more than 100000 names"));
    }
  }

  @Test
  public void aRangeThatRunsBackwardsIsRefused() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> files("[z-a].json"));
    assertThat(thrown.getMessage(), containsString("the glob [z-a].json is not valid"));
  }

  @Test
  public void aFolderThatMayNotBeListedIsReportedIfNothingElseMatches() throws IOException {
    Path closed = Path.of(folder.path("day/00"));
    Files.setPosixFilePermissions(closed, Set.of());
    assumeThat("whether this user may not read it", Files.isReadable(closed), is(false));

    AccessDeniedException thrown =
        assertThrows(AccessDeniedException.class, () -> files("day/00/*.json.bz2"));
    assertThat(
        thrown.getMessage(),
        is(closed + ": no permission to list its files; grant it to this user"));
    assertThat(files("day/0*/00.json.bz2"), contains("day/01/00.json.bz2"));
  }
}
