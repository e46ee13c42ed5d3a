package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.recording.Packing.bytes;
import static io.github.happiesthashtags.twitter.recording.Packing.bzip2;
import static io.github.happiesthashtags.twitter.recording.Packing.gzip;
import static io.github.happiesthashtags.twitter.recording.Packing.join;
import static io.github.happiesthashtags.twitter.recording.RecordingFolder.readAll;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
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
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.Rule;
import org.junit.Test;

/** Recordings that are cut short or are not what their names say: what can be read counts. */
public class DamagedRecordingTest {
  @Rule public final RecordingFolder folder = new RecordingFolder();

  /** Lines that do not compress away. */
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
        contains(file + " is cut short or not of the format its name says: unexpected end"));
  }

  @Test
  public void whatCanBeReadOfATruncatedBzip2Counts() throws IOException {
    // A block holds 100 kB, and can only be read whole.
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
  public void whatIsNotOfTheFormatThatItsNameSaysIsDamage() throws IOException {
    for (String name : List.of("a.gz", "a.bz2", "a.tar.gz", "a.tbz2", "a.tar")) {
      for (String content : List.of("{\"text\":\"plain\"}\n", "x".repeat(5000))) {
        Read read = readAll(folder.write(name, content));

        assertThat(name + read, read.lines(), is(empty()));
        assertThat(name + read, read.damages(), hasSize(1));
      }
    }
  }

  @Test
  public void anEmptyFileIsOfNoPackedFormat() throws IOException {
    for (String name : List.of("a.gz", "a.bz2", "a.tar", "a.tar.gz")) {
      assertThat(readAll(folder.write(name, "")).damages(), hasSize(1));
    }
  }

  @Test
  public void aTarCutShortAnywhereGivesWhatIsThereAndOneDamage() throws IOException {
    byte[] tar =
        new Tar().add("a", "1\n2\n").add("b.gz", gzip("3\n")).add("c.bz2", bzip2("4\n")).bytes();
    int end = 3 * 1024 + 512;
    for (int length = 1; length < tar.length; length += length % 512 == 511 ? 1 : 73) {
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
            .add("c.gz", "no gzip")
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
  public void aDamagedEntryEndsACompressedTar() throws IOException {
    for (byte[] damaged : List.of(bytes("no gzip"), half(gzip(text(noise(5)))))) {
      byte[] tar = new Tar().add("a.gz", gzip("1\n")).add("b.gz", damaged).bytes();
      for (byte[] first : List.of(tar, new Tar().add("b.gz", damaged).bytes())) {
        Read read = readAll(folder.write("a.tar.gz", gzip(first)));

        assertThat(read.damages(), contains(containsString("a.tar.gz!b.gz")));
      }
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
          assertThrows(
              IOException.class,
              () -> Codec.COMPRESSED_TAR.decompress(in, "a.tar.gz").readAllBytes());

      assertThat(thrown, is(not(instanceOf(DamagedContentException.class))));
      assertThat(thrown.getMessage(), containsString("connection reset"));
    }
  }

  @Test
  public void closingTheDecompressedStreamClosesTheFile() throws IOException {
    for (Codec codec : Codec.values()) {
      byte[] tar = new Tar().add("a", "1").bytes();
      byte[] packed =
          switch (codec) {
            case PLAIN -> bytes("1");
            case GZIP -> gzip("1");
            case BZIP2 -> bzip2("1");
            case COMPRESSED_TAR -> gzip(tar);
          };
      AtomicBoolean closed = new AtomicBoolean();
      InputStream in =
          new FilterInputStream(new ByteArrayInputStream(packed)) {
            @Override
            public void close() {
              closed.set(true);
            }
          };
      try (InputStream decompressed = codec.decompress(in, "a.tar.gz")) {
        assertThat((char) decompressed.read(), is('1'));
        decompressed.readAllBytes();
      }

      assertThat(codec.name(), closed.get(), is(true));
    }
  }
}
