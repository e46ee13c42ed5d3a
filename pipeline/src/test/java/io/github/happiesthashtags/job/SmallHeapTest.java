package io.github.happiesthashtags.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsJob;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What hostile recordings unpack to is many times the heap, which must not hold it. */
public final class SmallHeapTest {
  private static final String TWEET =
      "{\"id_str\":\"1212092628029698048\",\"text\":\"#a :)\","
          + "\"timestamp_ms\":\"1577836800000\"}\n";
  private static final int LINES = 150_000;
  private static final int NAME_BYTES = 100 << 20;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private void gzip(String name, Content content) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16)) {
      content.write(out);
    }
  }

  private static void writeGarbage(OutputStream out) throws IOException {
    for (int i = 0; i < LINES; i++) {
      out.write("no JSON\n".getBytes(UTF_8));
    }
    out.write(TWEET.getBytes(UTF_8));
  }

  private static void writeLongName(OutputStream out) throws IOException {
    TarArchiveEntry entry =
        new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
    entry.setSize(NAME_BYTES);
    byte[] header = new byte[512];
    entry.writeEntryHeader(header);
    out.write(header);
    byte[] some = new byte[1 << 16];
    Arrays.fill(some, (byte) 'n');
    for (int written = 0; written < NAME_BYTES; written += some.length) {
      out.write(some);
    }
  }

  @Test
  public void recordingsOfGarbageAreDeadLettersAndTheJobGoesOn() throws Exception {
    gzip("garbage.json.gz", SmallHeapTest::writeGarbage);
    gzip("name.tar.gz", SmallHeapTest::writeLongName);
    Path dead = folder.getRoot().toPath().resolve("dead");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HappiestHashtagsJob.class.getName(),
                "--runner=" + DirectRunner.class.getName(),
                "--job=event-time",
                "--source=file",
                "--output=csv",
                "--outputDir=" + folder.getRoot().toPath().resolve("out"),
                "--deadLetters=" + dead,
                "--input=" + folder.getRoot() + "/*.gz")
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(said, process.waitFor(), is(0));
    assertThat(said, said.replaceAll(" +", " "), containsString("statuses 1\n"));
    assertThat(said, said.replaceAll(" +", " "), containsString("malformed 150,001\n"));
    long letters = 0;
    try (Stream<Path> files = Files.list(dead)) {
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          letters += lines.count();
        }
      }
    }
    assertThat(letters, is(LINES + 1L));
  }
}
