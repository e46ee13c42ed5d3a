package io.github.happiesthashtags.twitter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class GzipStreamTest {
  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void membersAreReadOneAfterTheOther() throws Exception {
    byte[] all = join(gzip("one\n"), gzip(""), gzip("two\n"), gzip("x".repeat(300_000)));
    assertThat(read(new ByteArrayInputStream(all)), is("one\ntwo\n" + "x".repeat(300_000)));
    assertThat(read(byteByByte(all)), is("one\ntwo\n" + "x".repeat(300_000)));
  }

  @Test
  public void whatHasComeIsHandedOutBeforeMoreDoes() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    try (GzipStream in = new GzipStream(new PipedInputStream(out, 1 << 16))) {
      for (int i = 0; i < 20; i++) {
        out.write(gzip("message " + i));
        byte[] buffer = new byte[1000];
        // No more data is under way.
        assertThat(new String(buffer, 0, in.read(buffer), UTF_8), is("message " + i));
      }
    }
  }

  @Test
  public void aFlushInsideAMemberIsHandedOutToo() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    try (GzipStream in = new GzipStream(new PipedInputStream(out, 1 << 16))) {
      GZIPOutputStream gzip = new GZIPOutputStream(out, 512, true);
      for (int i = 0; i < 20; i++) {
        gzip.write(("message " + i).getBytes(UTF_8));
        gzip.flush();
        byte[] buffer = new byte[1000];
        assertThat(new String(buffer, 0, in.read(buffer), UTF_8), is("message " + i));
      }
    }
  }

  @Test
  public void everyPartOfAHeaderIsPassedOver() throws Exception {
    byte[] plain = gzip("content");
    byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
    byte[] head = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 5, 6};
    byte[] extra = {3, 0, 'a', 'b', 'c'};
    byte[] texts = "name\0comment\0".getBytes(UTF_8);
    byte[] crc = {7, 7};
    assertThat(read(new ByteArrayInputStream(join(head, extra, texts, crc, rest))), is("content"));
  }

  @Test
  public void aStreamThatEndsInsideAMemberIsCut() throws Exception {
    byte[] two = join(gzip("one"), gzip("two"));
    int whole = gzip("one").length;
    for (int length = 1; length < two.length; length++) {
      byte[] cut = Arrays.copyOf(two, length);
      if (length == whole) {
        assertThat(read(new ByteArrayInputStream(cut)), is("one"));
      } else {
        assertThrows(EOFException.class, () -> read(new ByteArrayInputStream(cut)));
      }
    }
    assertThat(read(new ByteArrayInputStream(new byte[0])), is(""));
  }

  @Test
  public void damageIsTold() throws Exception {
    byte[] badCrc = gzip("one");
    badCrc[badCrc.length - 8] ^= 1;
    assertThat(refusal(badCrc), containsString("checksum"));
    byte[] badLength = gzip("one");
    badLength[badLength.length - 1] ^= 1;
    assertThat(refusal(badLength), containsString("checksum"));
    assertThat(refusal(join(gzip("one"), "plain".getBytes(UTF_8))), containsString("not in gzip"));
    byte[] badData = gzip("one");
    badData[10] = (byte) 0xff;
    assertThat(refusal(badData), containsString("damaged"));
  }

  @Test
  public void aHeaderWithoutAnEndIsRefused() throws Exception {
    byte[] head = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
    byte[] name = new byte[1 << 20];
    Arrays.fill(name, (byte) 'n');
    assertThat(refusal(join(head, name)), containsString("header"));
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(ZipException.class, () -> read(new ByteArrayInputStream(bytes)))
        .getMessage();
  }

  private static String read(InputStream in) throws IOException {
    try (GzipStream stream = new GzipStream(in)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private static InputStream byteByByte(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }
}
