package io.github.happiesthashtags.twitter.recording;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A part of a recording that can be read on its own: a range of a plain file, a whole file of any
 * format, or entries of a tar. Holds no open file.
 *
 * @param file the recording, in any of Beam's file systems
 * @param fileBytes the file's size when it was found; -1 for a pipe, which has no size
 * @param name the recording or {@code tar!entry}, for dead letters and logs
 * @param kind the content of the part
 * @param offset the offset of the part's first byte in the file
 * @param length the number of these bytes; -1 for all to the file's end
 * @param rangeStart the first offset, in unpacked bytes, whose lines belong to this part
 * @param rangeEnd the first offset whose lines belong to the next part; {@link Long#MAX_VALUE} to
 *     read to the end
 * @param isCut whether the range may begin and end in the middle of a message
 */
public record RecordingPart(
    ResourceId file,
    long fileBytes,
    String name,
    Kind kind,
    long offset,
    long length,
    long rangeStart,
    long rangeEnd,
    boolean isCut)
    implements MessageBlock.Content {

  enum Kind {
    /** Uncompressed lines, which can be read from any line. */
    LINES,
    /** Bytes of any format, recognised when they are read. */
    ANY,
    /** A run of whole entries of a tar, with their headers. */
    TAR_ENTRIES
  }

  /** The pipes that this process has read: a second read would get nothing, or only the rest. */
  private static final Set<String> READ_PIPES = ConcurrentHashMap.newKeySet();

  static RecordingPart whole(ResourceId file, long bytes) {
    return new RecordingPart(
        file, bytes, file.toString(), Kind.ANY, 0, -1, 0, Long.MAX_VALUE, false);
  }

  static RecordingPart range(ResourceId file, long bytes, long start, long end) {
    return new RecordingPart(file, bytes, file.toString(), Kind.LINES, 0, -1, start, end, true);
  }

  static RecordingPart ofTar(
      ResourceId tar, long bytes, String entry, Kind kind, long offset, long length) {
    return new RecordingPart(
        tar, bytes, tar + "!" + entry, kind, offset, length, 0, Long.MAX_VALUE, false);
  }

  /** Returns the part as a pipeline element. */
  public MessageBlock block() {
    return MessageBlock.reference(name, this);
  }

  @Override
  public long start() {
    // One byte earlier: if that byte is a line end, the line at rangeStart belongs to this part.
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

  /** Returns the rest of this part, from the message at {@code offset} on. */
  RecordingPart from(long offset) {
    return between(offset, rangeEnd);
  }

  /** Returns whether the lines of a range can be read without the lines before it. */
  boolean isReadableInParts() {
    return kind == Kind.LINES;
  }

  /**
   * Returns the messages of this part that begin in a range. The range begins and ends with a
   * message.
   */
  RecordingPart between(long from, long to) {
    return new RecordingPart(file, fileBytes, name, kind, offset, length, from, to, false);
  }

  /** Returns roughly how many bytes of the file must be read for the part. */
  long packedBytes() {
    if (length >= 0) {
      return length;
    }
    return Math.max(0, kind == Kind.LINES ? Math.min(rangeEnd, fileBytes) - rangeStart : fileBytes);
  }

  /** Looks at the file, and returns the part as lines if the file consists of lines. */
  RecordingPart identified() throws IOException {
    if (kind != Kind.ANY || length >= 0 || fileBytes < 0) {
      return this;
    }
    return form(file) == Form.LINES
        ? new RecordingPart(
            file, fileBytes, name, Kind.LINES, offset, length, rangeStart, rangeEnd, isCut)
        : this;
  }

  /** Returns a file's format by its first bytes. */
  static Form form(ResourceId file) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      PeekableStream peeked = new PeekableStream(in, Form.HEAD_BYTES);
      return Form.of(peeked.head(), peeked.headLength());
    }
  }

  /**
   * Opens the unpacked bytes.
   *
   * @throws DamagedContentException if they cannot be unpacked
   */
  @Override
  public InputStream open() throws IOException {
    if (fileBytes < 0 && !READ_PIPES.add(name)) {
      throw new IOException(
          name + ": a pipe can be read only once; save its content to a file, and read the file");
    }
    ReadableByteChannel channel = FileSystems.open(file);
    try {
      if (kind == Kind.LINES) {
        return at(channel, offset + start());
      }
      InputStream in = at(channel, offset);
      if (length >= 0) {
        in = new Slice(in, length, name);
      }
      in =
          kind == Kind.TAR_ENTRIES
              ? Unpacked.entries(in, file.toString(), 0, false)
              : Unpacked.open(in, name, 0, localFile());
      in.skipNBytes(start());
      return in;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private InputStream at(ReadableByteChannel channel, long start) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    if (start > 0) {
      if (channel instanceof SeekableByteChannel seekable) {
        seekable.position(start);
      } else {
        in.skipNBytes(start);
      }
    }
    return fileBytes < 0 ? in : new TruncationGuard(in, file.toString(), start, fileBytes);
  }

  private @Nullable File localFile() {
    boolean isWhole = length < 0 && fileBytes >= 0;
    return isWhole && file.getScheme().equals("file") ? new File(file.toString()) : null;
  }
}
