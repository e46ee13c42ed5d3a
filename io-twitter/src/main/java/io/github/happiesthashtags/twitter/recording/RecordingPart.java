package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * A part of a recording that can be read on its own: a range of a plain file, a whole compressed
 * one, or one entry of a tar. Holds no open file.
 *
 * @param file the recording, in any of Beam's file systems
 * @param name the recording or {@code tar!entry}, for dead letters and logs
 * @param codec how the bytes are compressed
 * @param tarOffset where an entry's bytes start in its tar; 0 for a file of its own
 * @param tarLength the entry's size in its tar, in bytes; -1 for a file of its own
 * @param rangeStart for a plain file, the first offset whose lines belong to this part
 * @param rangeEnd for a plain file, the first offset whose lines do not; {@link Long#MAX_VALUE} to
 *     read to the end
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

  static RecordingPart tarEntry(ResourceId tar, String entry, long offset, long length) {
    Codec codec = Codec.ofName(entry);
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

  @Override
  public InputStream open() throws IOException {
    return openAt(start());
  }

  /**
   * Opens the decompressed bytes at an offset.
   *
   * @param offset in decompressed bytes from the start of the file or entry
   * @throws io.github.happiesthashtags.twitter.wire.DamagedContentException if they cannot be
   *     decompressed
   */
  public InputStream openAt(long offset) throws IOException {
    ReadableByteChannel channel = FileSystems.open(file);
    try {
      boolean plain = codec == Codec.PLAIN;
      InputStream in = at(channel, tarOffset + (plain ? offset : 0));
      if (tarLength >= 0) {
        long rest = Math.max(0, tarLength - (plain ? offset : 0));
        in = BoundedInputStream.builder().setInputStream(in).setMaxCount(rest).get();
      }
      if (plain) {
        return in;
      }
      in = codec.decompress(in, name);
      in.skipNBytes(offset);
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
}
