package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/** An HTTP/1.1 body that sends each write as a chunk, and the final empty chunk only on close. */
final class ChunkedOutput extends OutputStream {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST = "0\r\n\r\n".getBytes(US_ASCII);

  private final OutputStream out;

  ChunkedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      out.write(Integer.toHexString(length).getBytes(US_ASCII));
      out.write(LINE_END);
      out.write(bytes, offset, length);
      out.write(LINE_END);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Ends the response and leaves the connection open. */
  @Override
  public void close() throws IOException {
    out.write(LAST);
    out.flush();
  }
}
