package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.recording.Packing.bytes;
import static io.github.happiesthashtags.twitter.recording.Packing.bzip2;
import static io.github.happiesthashtags.twitter.recording.Packing.gzip;
import static io.github.happiesthashtags.twitter.recording.Packing.join;
import static io.github.happiesthashtags.twitter.recording.Packing.utf16;
import static io.github.happiesthashtags.twitter.recording.Packing.xz;
import static io.github.happiesthashtags.twitter.recording.Packing.zip;
import static io.github.happiesthashtags.twitter.recording.Packing.zstd;
import static io.github.happiesthashtags.twitter.recording.RecordingFolder.readAll;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.recording.Packing.Tar;
import io.github.happiesthashtags.twitter.recording.RecordingFolder.Read;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.Rule;
import org.junit.Test;

/** Tests that the readable part counts if a recording is truncated or is not what its name says. */
public class DamagedRecordingTest {
  @Rule public final RecordingFolder folder = new RecordingFolder();

  /** Returns lines that hardly compress. */
  private static List<String> noise(int lines) {
    Random random = new Random(5);
    List<String> noise = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      noise.add(i + " " + Long.toHexString(random.nextLong()));
    }
    return noise;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static byte[] half(byte[] packed) {
    return Arrays.copyOf(packed, packed.length / 2);
  }

  private static void assertFirstLinesAndOneDamage(Read read, List<String> lines, int atLeast) {
    assertThat(read.damages(), hasSize(1));
    assertThat(read.lines(), hasSize(greaterThan(atLeast)));
    assertThat(read.lines(), hasSize(lessThanOrEqualTo(lines.size())));
    assertThat(read.lines(), is(lines.subList(0, read.lines().size())));
  }

  @Test
  public void whatCanBeReadOfATruncatedGzipCounts() throws IOException {
    List<String> lines = noise(2000);
    String file = folder.write("a.json.gz", half(gzip(text(lines))));

    Read read = readAll(file);

    assertFirstLinesAndOneDamage(read, lines, 900);
    assertThat(
        read.damages(),
        contains(file + " is cut short or not of the format its first bytes say: unexpected end"));
  }

  @Test
  public void whatCanBeReadOfATruncatedBzip2Counts() throws IOException {
    // A block of bzip2 holds 100 kB and can only be read whole.
    List<String> lines = noise(20_000);

    Read read = readAll(folder.write("a.json.bz2", half(bzip2(text(lines)))));

    assertFirstLinesAndOneDamage(read, lines, 5_000);
  }

  @Test
  public void wholeMembersBeforeATruncatedOneCount() throws IOException {
    byte[] packed = join(gzip("1\n2\n"), half(gzip(text(noise(2)))));
    Read read = readAll(folder.write("a.gz", packed));

    assertThat(read.lines().subList(0, 2), contains("1", "2"));
    assertThat(read.damages(), hasSize(1));
  }

  @Test
  public void garbageBehindAGzipIsDamageBehindItsLines() throws IOException {
    Read read = readAll(folder.write("a.gz", join(gzip("1\n2\n"), bytes("garbage"))));

    assertThat(read.lines(), contains("1", "2"));
    assertThat(read.damages(), hasSize(1));
  }

  @Test
  public void aNameOfAnotherFormatDoesNotMatter() throws IOException {
    for (String name : List.of("a.gz", "a.bz2", "a.tar.gz", "a.tbz2", "a.tar", "a.zip", "a.xz")) {
      assertThat(readAll(folder.write(name, "{\"text\":\"plain\"}\n")).lines(), hasSize(1));
      assertThat(readAll(folder.write(name, gzip("1\n2\n"))).lines(), contains("1", "2"));
      assertThat(readAll(folder.write(name, "")), is(new Read(List.of(), List.of())));
    }
  }

  @Test
  public void aTarCutShortAnywhereGivesWhatIsThereAndOneDamage() throws IOException {
    byte[] tar =
        new Tar().add("a", "1\n2\n").add("b.gz", gzip("3\n")).add("c.bz2", bzip2("4\n")).bytes();
    int end = 3 * 1024 + 512;
    // Fewer bytes than a header could be any format.
    for (int length = 512; length < tar.length; length += length % 512 == 511 ? 1 : 73) {
      Read read = readAll(folder.write("a.tar", Arrays.copyOf(tar, length)));

      assertThat(
          "" + length,
          read.lines(),
          is(List.of("1", "2", "3", "4").subList(0, read.lines().size())));
      assertThat("" + length, read.damages(), hasSize(length < end ? 1 : 0));
      if (length >= end) {
        assertThat(read.lines(), hasSize(4));
      }
    }
  }

  @Test
  public void aDamagedEntryOfATarLeavesTheOthersWhole() throws IOException {
    byte[] tar =
        new Tar()
            .add("a.gz", gzip("1\n"))
            .add("b.gz", half(gzip(text(noise(9)))))
            .add("c.gz", Arrays.copyOf(gzip("lost"), 5))
            .add("d.gz", gzip("2\n"))
            .bytes();
    String file = folder.write("a.tar", tar);

    Read read = readAll(file);

    assertThat(read.lines().get(0), is("1"));
    assertThat(read.lines().get(read.lines().size() - 1), is("2"));
    assertThat(
        read.damages(), contains(containsString(file + "!b.gz"), containsString(file + "!c.gz")));
  }

  @Test
  public void aCorruptHeaderHidesWhatIsBehindItAndSaysSo() throws IOException {
    byte[] tar = new Tar().add("a", "1\n").add("b", "2\n").bytes();
    // The size in the second header is no longer a number.
    tar[1024 + 124] = 'x';

    Read read = readAll(folder.write("a.tar", tar));

    assertThat(read.lines(), contains("1"));
    assertThat(read.damages(), hasSize(1));
  }

  @Test
  public void whatCanBeReadOfATruncatedCompressedTarCounts() throws IOException {
    List<String> lines = noise(3000);
    Tar tar = new Tar();
    for (int i = 0; i < 10; i++) {
      String entry = text(lines.subList(i * 300, (i + 1) * 300));
      tar.add(i + ".json", entry);
    }
    byte[] packed = gzip(tar.bytes());

    for (int part = 1; part < 10; part++) {
      byte[] cut = Arrays.copyOf(packed, packed.length * part / 10);
      Read read = readAll(folder.write("a.tar.gz", cut));
      assertFirstLinesAndOneDamage(read, lines, 300 * part - 150);
    }
  }

  @Test
  public void aDamagedEntryOfACompressedTarLeavesTheOthersWhole() throws IOException {
    for (byte[] damaged : List.of(half(gzip(text(noise(5)))), half(xz(text(noise(5)))))) {
      Tar tar = new Tar().add("a.gz", gzip("1\n")).add("b.gz", damaged).add("c.gz", gzip("2\n"));

      Read read = readAll(folder.write("a.tar.gz", gzip(tar.bytes())));

      assertThat(read.damages(), contains(containsString("a.tar.gz!b.gz")));
      assertThat(read.lines().get(0), is("1"));
      assertThat(read.lines().get(read.lines().size() - 1), is("2"));
    }
  }

  @Test
  public void noFlippedByteOfAPackedRecordingDoesMoreThanDamageIt() throws IOException {
    String content = text(noise(2));
    byte[] tar = new Tar().add("a", content).add("b.gz", gzip(content)).bytes();
    for (String name : List.of("a.gz", "a.bz2", "a.tar", "a.tar.gz")) {
      byte[] packed =
          switch (name) {
            case "a.gz" -> gzip(content);
            case "a.bz2" -> bzip2(content);
            case "a.tar" -> Arrays.copyOf(tar, 2560);
            default -> gzip(tar);
          };
      for (int i = 0; i < packed.length; i++) {
        for (int flip : new int[] {0xFF, 1}) {
          byte[] flipped = packed.clone();
          flipped[i] ^= (byte) flip;
          try {
            readAll(folder.write(name, flipped));
          } catch (IOException | RuntimeException e) {
            throw new AssertionError(name + " with byte " + i + " flipped by " + flip, e);
          }
        }
      }
    }
  }

  @Test
  public void aFailureOfTheStorageIsNoDamage() throws IOException {
    byte[] tar = new Tar().add("a.gz", gzip(text(noise(3000)))).bytes();
    byte[] packed = gzip(tar);
    for (int readable : new int[] {0, 5, 100, packed.length / 2}) {
      InputStream failing = new BrokenInputStream(() -> new IOException("connection reset"));
      InputStream in =
          new SequenceInputStream(new ByteArrayInputStream(packed, 0, readable), failing);

      IOException thrown =
          assertThrows(IOException.class, () -> Unpacked.open(in, "a.tar.gz", 0).readAllBytes());

      assertThat(thrown, is(not(instanceOf(DamagedContentException.class))));
      assertThat(thrown.getMessage(), containsString("connection reset"));
    }
  }

  @Test
  public void closingTheDecompressedStreamClosesTheFile() throws IOException {
    byte[] tar = new Tar().add("a", "1").bytes();
    Map<Form, byte[]> forms =
        Map.of(
            Form.LINES, bytes("1"),
            Form.DOCUMENT, bytes("[1]"),
            Form.UTF_16LE, utf16("1"),
            Form.GZIP, gzip("1"),
            Form.BZIP2, bzip2("1"),
            Form.XZ, xz("1"),
            Form.ZSTD, zstd("1"),
            Form.TAR, tar,
            Form.ZIP, zip("a", "1"));
    for (Map.Entry<Form, byte[]> form : forms.entrySet()) {
      byte[] packed = form.getValue();
      assertThat(Form.of(packed, packed.length), is(form.getKey()));
      AtomicBoolean closed = new AtomicBoolean();
      InputStream in =
          new FilterInputStream(new ByteArrayInputStream(packed)) {
            @Override
            public void close() {
              closed.set(true);
            }
          };
      try (InputStream decompressed = Unpacked.open(in, "a", 0)) {
        assertThat((char) decompressed.read(), is('1'));
        decompressed.readAllBytes();
      }

      assertThat(form.getKey().name(), closed.get(), is(true));
    }
  }
}
