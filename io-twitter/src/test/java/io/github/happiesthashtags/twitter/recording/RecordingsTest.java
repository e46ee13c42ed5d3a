package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.recording.Packing.bzip2;
import static io.github.happiesthashtags.twitter.recording.Packing.gzip;
import static io.github.happiesthashtags.twitter.recording.Packing.join;
import static io.github.happiesthashtags.twitter.recording.RecordingFolder.linesOf;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeThat;

import io.github.happiesthashtags.twitter.recording.Packing.Tar;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/** Tests which recordings are found, and what is read from them. */
public class RecordingsTest {
  @Rule public final RecordingFolder folder = new RecordingFolder();

  @Test
  public void plainGzippedAndBzippedRecordingsReadTheSame() throws IOException {
    assertThat(linesOf(folder.write("a.jsonl", "1\n2\n3")), contains("1", "2", "3"));
    assertThat(linesOf(folder.write("a.json.gz", gzip("1\n2\n3"))), contains("1", "2", "3"));
    assertThat(linesOf(folder.write("a.json.bz2", bzip2("1\n2\n3"))), contains("1", "2", "3"));
    assertThat(linesOf(folder.write("A.JSON.GZ", gzip("1\n2\n3"))), contains("1", "2", "3"));
  }

  @Test
  public void concatenatedMembersReadAsOneRecording() throws IOException {
    assertThat(
        linesOf(folder.write("a.gz", join(gzip("1\n2"), gzip("3\n"), gzip(""), gzip("4")))),
        contains("1", "23", "4"));
    assertThat(
        linesOf(folder.write("a.bz2", join(bzip2("1\n2"), bzip2("3\n"), bzip2("4")))),
        contains("1", "23", "4"));
  }

  @Test
  public void emptyRecordingsHaveNoLines() throws IOException {
    folder.write("a.jsonl", "");
    folder.write("b.gz", gzip(""));
    folder.write("c.bz2", bzip2(""));
    folder.write("d.tar", new Tar().bytes());
    folder.write("e.tar.gz", gzip(new Tar().bytes()));
    folder.write("f.tar", new Tar().add("empty", "").add("empty.gz", gzip("")).bytes());

    assertThat(linesOf(folder.path("*")), is(empty()));
  }

  @Test
  public void aTarIsReadEntryByEntry() throws IOException {
    byte[] tar =
        new Tar()
            .addFolder("2012")
            .addFolder("2012/01")
            .add("2012/01/a.json", "1\n2")
            .add("2012/01/b.json.gz", gzip("3\n4"))
            .add("2012/01/deep/er/c.json.bz2", bzip2("5\n6\n"))
            .add("2012/01/._b.json.gz", "not a recording")
            .add("._a", "not a recording")
            .addLink("2012/latest.json", "01/a.json")
            .add("d.json", "7")
            .bytes();

    assertThat(linesOf(folder.write("a.tar", tar)), contains("1", "2", "3", "4", "5", "6", "7"));
    assertThat(
        linesOf(folder.write("a.tar.gz", gzip(tar))), contains("1", "2", "3", "4", "5", "6", "7"));
    assertThat(
        linesOf(folder.write("a.tgz", gzip(tar))), contains("1", "2", "3", "4", "5", "6", "7"));
    assertThat(
        linesOf(folder.write("a.tar.bz2", bzip2(tar))),
        contains("1", "2", "3", "4", "5", "6", "7"));
  }

  @Test
  public void entriesOfEverySizeLieWhereTheIndexSaysSo() throws IOException {
    Tar tar = new Tar();
    List<String> expected = new ArrayList<>();
    for (int size : new int[] {0, 1, 511, 512, 513, 1024, 5000}) {
      for (String name : List.of("short" + size, "folder/".repeat(40) + "long" + size)) {
        String line = "x".repeat(size);
        tar.add(name, line).add(name + ".gz", gzip(line));
        if (size > 0) {
          expected.addAll(List.of(line, line));
        }
      }
    }

    assertThat(linesOf(folder.write("a.tar", tar.bytes())), is(expected));
  }

  @Test
  public void anEntryWithoutALastNewlineDoesNotRunIntoTheNextAndOneWithAddsNoBlankLine()
      throws IOException {
    byte[] tar = new Tar().add("a", "1\n").add("b", "2").add("c", "").add("d", "3\n").bytes();

    assertThat(linesOf(folder.write("a.tar.gz", gzip(tar))), contains("1", "2", "3"));
    assertThat(linesOf(folder.write("a.tar", tar)), contains("1", "2", "3"));
  }

  @Test
  public void entriesOfOneNameAreAllReadAndToldApart() throws IOException {
    String tar =
        folder.write(
            "a.tar", new Tar().add("a.gz", gzip("1")).add("a.gz", gzip("2")).add("b", "3").bytes());

    assertThat(linesOf(tar), contains("1", "2", "3"));
    assertThat(
        Recordings.inOrder(List.of(tar)).stream().map(RecordingPart::name).distinct().toList(),
        hasSize(3));
  }

  @Test
  public void aPartIsNamedAfterItsFileAndEntry() throws IOException {
    String tar = folder.write("a.tar", new Tar().add("2012/x.json", "1").bytes());
    String plain = folder.write("b.json", "1");

    assertThat(
        Recordings.cut(List.of(tar, plain)).stream().map(RecordingPart::name).toList(),
        contains(endsWith("a.tar!2012/x.json"), endsWith("b.json")));
  }

  @Test
  public void globsAndListsFindFilesInTheOrderOfTheirNamesEachOnce() throws IOException {
    folder.write("b.json", "2");
    folder.write("a.json", "1");
    folder.write("sub/c.json", "3");
    folder.write("other.txt", "x");

    assertThat(linesOf(folder.path("*.json")), contains("1", "2"));
    assertThat(linesOf(folder.path("**.json")), containsInAnyOrder("1", "2", "3"));
    assertThat(
        linesOf(folder.path("b.json"), folder.path("*.json"), folder.path("a.json")),
        contains("1", "2"));
    assertThat(linesOf(folder.path("sub/*"), folder.path("?.json")), contains("1", "2", "3"));
  }

  @Test
  public void foldersThatAGlobMatchesArePassedOver() throws IOException {
    folder.write("a", "1");
    folder.newFolder("b");

    assertThat(linesOf(folder.path("*")), contains("1"));
  }

  @Test
  public void aPatternWithoutAFileIsReportedByName() throws IOException {
    folder.write("a.json", "1");
    folder.newFolder("sub");
    for (String missing : List.of("b.json", "*.gz", "sub/*", "no/such/folder", "sub")) {
      FileNotFoundException thrown =
          assertThrows(
              missing,
              FileNotFoundException.class,
              () -> Recordings.find(List.of(folder.path("a.json"), folder.path(missing))));
      assertThat(thrown.getMessage(), containsString(folder.path(missing)));
    }
  }

  @Test
  public void aGlobsFolderIsListedAndNotTheTreeBelowIt() throws IOException {
    folder.write("a.json", "1");
    folder.newFolder("sub");
    folder.write("sub/b.json", "2");
    // Endless paths, two from each folder to the next: following the links would not end.
    for (String way : List.of("sub/x", "sub/y")) {
      Files.createSymbolicLink(Path.of(folder.path(way)), Path.of(folder.path("sub")));
    }

    assertThat(linesOf(folder.path("*.json")), contains("1"));
    assertThat(linesOf(folder.path("[ab].{json,gz}")), contains("1"));
    assertThrows(FileNotFoundException.class, () -> Recordings.find(List.of(folder.path("?"))));
  }

  @Test
  public void aGlobOfTwoStarsMatchesFilesInFoldersBelow() throws IOException {
    folder.write("a.json", "1");
    folder.newFolder("sub");
    folder.write("sub/b.json", "2");

    assertThat(linesOf(folder.path("**.json")), contains("1", "2"));
  }

  @Test
  public void aFileThatMayNotBeReadIsReportedByName() throws IOException {
    String file = folder.write("a.json", "1");
    Files.setPosixFilePermissions(Path.of(file), Set.of());
    assumeThat("whether this user may not read it", Files.isReadable(Path.of(file)), is(false));

    AccessDeniedException thrown =
        assertThrows(AccessDeniedException.class, () -> Recordings.check(List.of(file)));

    assertThat(thrown.getMessage(), startsWith(file + ": permission denied; "));
  }

  @Test
  public void aReplayTakesAllPartsInTheOrderOfTheirNames() throws IOException {
    folder.write("a.tar", new Tar().add("2", "b").add("1", "a").bytes());
    // Sorts after a.tar, but before its entries.
    folder.write("a.tar copy.json", "x");
    folder.write("b.json.gz", gzip("c"));

    List<String> names =
        Recordings.inOrder(List.of(folder.path("*"))).stream().map(RecordingPart::name).toList();

    assertThat(names, is(names.stream().sorted().toList()));
    assertThat(names, hasSize(4));
  }

  @Test
  public void largePlainFilesAreCutIntoRangesThatReadEveryLineOnce() throws IOException {
    StringBuilder content = new StringBuilder();
    List<String> expected = new ArrayList<>();
    int lineBytes = 1024;
    // Lines end exactly at the ends of the first two ranges; the rest is shorter than a range.
    for (int i = 0; content.length() < 2 * Recordings.RANGE_BYTES; i++) {
      expected.add("%8d".formatted(i) + "x".repeat(lineBytes - 9));
      content.append(expected.get(i)).append('\n');
    }
    for (int i = 0; content.length() < 2.5 * Recordings.RANGE_BYTES; i++) {
      expected.add("odd " + i + "y".repeat(i % 3000));
      content.append(expected.get(expected.size() - 1)).append('\n');
    }
    String file = folder.write("large.json", content.toString());

    assertThat(Recordings.cut(List.of(file)), hasSize(3));
    assertThat(linesOf(file).equals(expected), is(true));
  }
}
