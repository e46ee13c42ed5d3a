package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A part of a recording that can be read on its own: a range of a plain file, a whole compressed
 * one, or one entry of a tar. Holds no open file.
 *
 * @param file the recording, in any of Beam's file systems
 * @param name the recording or {@code tar!entry}, for dead letters and logs
 * @param codec how the bytes are compressed
 * @param tarOffset where an entry's bytes start in its tar; 0 for a file of its own
 * @param tarLength the entry's size in its tar, in bytes; -1 for a file of its own
 * @param rangeStart the first offset, in decompressed bytes, whose lines belong to this part
 * @param rangeEnd the first offset whose lines do not; {@link Long#MAX_VALUE} to read to the end
 */
public record RecordingPart(
    ResourceId file,
    String name,
    Codec codec,
    long tarOffset,
    long tarLength,
    long rangeStart,
    long rangeEnd)
    implements MessageBlock.Content {

  static RecordingPart whole(ResourceId file) {
    Codec codec = Codec.ofName(file.toString());
    return new RecordingPart(file, file.toString(), codec, 0, -1, 0, Long.MAX_VALUE);
  }

  static RecordingPart range(ResourceId file, long start, long end) {
    return new RecordingPart(file, file.toString(), Codec.PLAIN, 0, -1, start, end);
  }

  static RecordingPart tarEntry(
      ResourceId tar, String entry, Codec codec, long offset, long length) {
    return new RecordingPart(tar, tar + "!" + entry, codec, offset, length, 0, Long.MAX_VALUE);
  }

  /** The part as a pipeline element. */
  public MessageBlock block() {
    return MessageBlock.reference(name, this);
  }

  @Override
  public long start() {
    // One byte earlier: if that is a line end, the line at rangeStart is this part's.
    return rangeStart == 0 ? 0 : rangeStart - 1;
  }

  @Override
  public boolean startsMidLine() {
    return rangeStart > 0;
  }

  @Override
  public long end() {
    return rangeEnd;
  }

  /** What of this part is left to read when the bytes before {@code offset} have been. */
  RecordingPart from(long offset) {
    return between(offset, rangeEnd);
  }

  /** Whether the lines of a range can be read without those before. */
  boolean isReadableInParts() {
    return codec == Codec.PLAIN && tarLength < 0;
  }

  /** The lines of this part that begin in the range. */
  RecordingPart between(long from, long to) {
    return new RecordingPart(file, name, codec, tarOffset, tarLength, from, to);
  }

  /**
   * Opens the decompressed bytes.
   *
   * @throws DamagedContentException if they cannot be decompressed
   */
  @Override
  public InputStream open() throws IOException {
    ReadableByteChannel channel = FileSystems.open(file);
    try {
      long skipped = start();
      if (codec == Codec.PLAIN) {
        InputStream in = at(channel, tarOffset + skipped);
        return tarLength < 0 ? in : new TarEntry(in, tarLength - skipped, name);
      }
      InputStream in = at(channel, tarOffset);
      in = codec.decompress(tarLength < 0 ? in : new TarEntry(in, tarLength, name), name);
      in.skipNBytes(skipped);
      return in;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static InputStream at(ReadableByteChannel channel, long offset) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    if (channel instanceof SeekableByteChannel seekable) {
      seekable.position(offset);
    } else {
      in.skipNBytes(offset);
    }
    return in;
  }

  /** The bytes of one entry of a tar, all of which must be there. */
  private static final class TarEntry extends InputStream {
    private final InputStream in;
    private final String name;
    private long rest;

    TarEntry(InputStream in, long length, String name) {
      this.in = in;
      this.rest = length;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (rest <= 0) {
        return -1;
      }
      int read = in.read(buffer, offset, (int) Math.min(length, rest));
      if (read < 0) {
        throw new DamagedContentException(name, new EOFException("its tar ends before it does"));
      }
      rest -= read;
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
