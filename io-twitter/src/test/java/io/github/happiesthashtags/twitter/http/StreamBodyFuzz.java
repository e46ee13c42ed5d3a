package io.github.happiesthashtags.twitter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A fuzz target: a body returns the same bytes however the client delivers them, compressed or not.
 * The input is the size of a buffer, the size of a read, and the bytes.
 */
public final class StreamBodyFuzz {
  private static final int CONTROL_BYTES = 2;
  private static final int MOST_INFLATED = 1 << 20;

  /** Never reached: all bytes have arrived before the first read. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private StreamBodyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length < CONTROL_BYTES) {
      return;
    }
    int bufferSize = input[0] & 0xff;
    int readSize = 1 + (input[1] & 0xff);
    byte[] content = Arrays.copyOfRange(input, CONTROL_BYTES, input.length);

    StreamBody plain = body(content, bufferSize);
    plain.onComplete();
    assertSame("plain", content, read(plain, readSize));

    StreamBody compressed = body(gzip(content), bufferSize);
    compressed.onComplete();
    assertSame("gzip", content, read(new GzipStream(compressed), readSize));

    int half = content.length / 2;
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(Arrays.copyOf(content, half)));
    members.write(gzip(Arrays.copyOfRange(content, half, content.length)));
    StreamBody twice = body(members.toByteArray(), bufferSize);
    twice.onComplete();
    assertSame("two gzip members", content, read(new GzipStream(twice), readSize));

    StreamBody broken = body(content, bufferSize);
    broken.onError(new IOException("gone"));
    assertSame("broken", content, readUntilFailure(broken, readSize));

    StreamBody noGzip = body(content, bufferSize);
    noGzip.onComplete();
    try {
      read(new GzipStream(noGzip), readSize);
    } catch (IOException refused) {
      // Most inputs are not gzip.
    }
  }

  private static StreamBody body(byte[] content, int bufferSize) {
    StreamBody body = new StreamBody(SILENCE);
    int step = Math.max(1, bufferSize);
    for (int from = 0; from < content.length; from += step) {
      int length = Math.min(step, content.length - from);
      // The client may deliver empty buffers, and several at once.
      int half = length / 2;
      body.onNext(
          List.of(
              ByteBuffer.wrap(content, from, half),
              ByteBuffer.allocate(0),
              ByteBuffer.wrap(content, from + half, length - half)));
    }
    return body;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, true)) {
      for (byte b : content) {
        gzip.write(b);
        if (b == '\n') {
          gzip.flush();
        }
      }
    }
    return out.toByteArray();
  }

  private static byte[] read(InputStream in, int readSize) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[readSize];
    int count = in.read(buffer, 0, readSize);
    while (count >= 0 && out.size() < MOST_INFLATED) {
      out.write(buffer, 0, count);
      count = in.read(buffer, 0, readSize);
    }
    return out.toByteArray();
  }

  private static byte[] readUntilFailure(InputStream in, int readSize) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[readSize];
    try {
      while (true) {
        int count = in.read(buffer, 0, readSize);
        if (count < 0) {
          throw new AssertionError("a broken connection looks like an end");
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException broken) {
      return out.toByteArray();
    }
  }

  private static void assertSame(String how, byte[] expected, byte[] found) {
    if (!Arrays.equals(expected, found)) {
      throw new AssertionError(
          how + ": " + Arrays.toString(found) + ", but it is " + Arrays.toString(expected));
    }
  }
}
