package io.github.happiesthashtags.benchmarks.flink;

import io.github.happiesthashtags.benchmarks.plain.Bytes;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** Lines as bytes: nothing is decoded that is thrown away a step later. */
final class ByteLines extends SimpleStreamFormat<byte[]> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 1 << 18;

  @Override
  public StreamFormat.Reader<byte[]> createReader(Configuration config, FSDataInputStream stream) {
    return new Reader(stream);
  }

  @Override
  public TypeInformation<byte[]> getProducedType() {
    return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
  }

  private static final class Reader implements StreamFormat.Reader<byte[]> {
    private final FSDataInputStream stream;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int filled;

    Reader(FSDataInputStream stream) {
      this.stream = stream;
    }

    @Override
    public byte @Nullable [] read() throws IOException {
      int searched = start;
      while (true) {
        int newline = Bytes.indexOf(buffer, '\n', searched, filled);
        if (newline >= 0) {
          byte[] line = Arrays.copyOfRange(buffer, start, newline);
          start = newline + 1;
          return line;
        }
        searched = filled - start;
        if (!fill()) {
          byte[] rest = Arrays.copyOfRange(buffer, start, filled);
          start = filled;
          return rest.length == 0 ? null : rest;
        }
      }
    }

    /** Moves the line that has begun to the front, and reads on behind it. */
    private boolean fill() throws IOException {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int read = stream.read(buffer, filled, buffer.length - filled);
      filled += Math.max(read, 0);
      return read >= 0;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
