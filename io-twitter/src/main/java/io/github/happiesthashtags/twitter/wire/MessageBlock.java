package io.github.happiesthashtags.twitter.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * A run of whole messages as they came, one a line: the unit in which messages travel through a
 * pipeline. A runner's cost is per element, so one element holds about a megabyte.
 *
 * <p>The bytes are either in the block, or in a recording that the block points to and that is read
 * where the block is processed. Immutable.
 */
@DefaultCoder(MessageBlockCoder.class)
public final class MessageBlock {

  /** Where a block's bytes are. */
  public interface Content extends Serializable {
    /** Opens the block's bytes at {@link #start()}. */
    InputStream open() throws IOException;

    /** The offset of the first byte in its file or stream. */
    long start();

    /** Whether the first bytes, up to a {@code \n}, may be the rest of the previous block. */
    boolean startsMidLine();

    /** Messages that start at or after this offset belong to the next block. */
    long end();

    /** Whether the block may begin and end in the middle of a message. */
    default boolean isCut() {
      return false;
    }
  }

  /**
   * Where a line comes from.
   *
   * @param source the name of its stream or file
   * @param position the offset of its first byte there
   */
  public record Origin(String source, long position) implements Serializable {}

  /**
   * Says that the lines of a block are of another file from here on.
   *
   * @param at the offset of the first of these lines, counted on from the block's first line
   * @param origin where that line comes from
   */
  public record Joint(long at, Origin origin) implements Serializable {}

  /** Bytes that travel with the block. */
  static final class Inline implements Content {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private final long start;

    /** In the order of their offsets. */
    private final List<Joint> joints;

    Inline(byte[] bytes, long start, List<Joint> joints) {
      this.bytes = bytes;
      this.start = start;
      this.joints = List.copyOf(joints);
    }

    List<Joint> joints() {
      return joints;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public long start() {
      return start;
    }

    @Override
    public boolean startsMidLine() {
      return false;
    }

    @Override
    public long end() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Inline that
          && start == that.start
          && joints.equals(that.joints)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  private static final Origin NOWHERE = new Origin("", 0);

  private final String source;
  private final Content content;
  private final Arrival arrival;
  private final LineIndex index;

  private MessageBlock(String source, Content content, Arrival arrival, LineIndex index) {
    this.source = source;
    this.content = content;
    this.arrival = arrival;
    this.index = index;
  }

  /**
   * A block that holds its messages.
   *
   * @param source names the stream or file in dead letters
   * @param position the offset of the first byte in that stream or file
   * @param messages whole messages, each ended by {@code \n} but perhaps the last; not copied
   */
  public static MessageBlock of(String source, long position, byte[] messages) {
    return of(source, position, messages, List.of());
  }

  /**
   * A block that holds messages of several files.
   *
   * @param source names the first file
   * @param position the offset of the first byte in the first file
   * @param messages as of {@link #of(String, long, byte[])}
   * @param joints where the lines of the other files begin
   */
  public static MessageBlock of(String source, long position, byte[] messages, List<Joint> joints) {
    return new MessageBlock(
        source, new Inline(messages, position, joints), Arrival.UNKNOWN, LineIndex.NONE);
  }

  /** A block whose messages are read where it is processed. */
  public static MessageBlock reference(String source, Content content) {
    return new MessageBlock(source, content, Arrival.UNKNOWN, LineIndex.NONE);
  }

  /** This block, with the watermark that its source had before it. */
  public MessageBlock withArrival(Arrival arrival) {
    return new MessageBlock(source, content, arrival, index);
  }

  /** This block, with what its source found out about all of its lines. */
  public MessageBlock withIndex(LineIndex index) {
    return new MessageBlock(source, content, arrival, index);
  }

  /** The name of the stream or file, for logs; of several, the first one's. */
  public String source() {
    return source;
  }

  /** The offset of the first message in its stream or file, in bytes. */
  public long position() {
    return content.start();
  }

  /**
   * Where a line comes from, for dead letters.
   *
   * @param position the offset that the line was handed out with
   */
  public Origin origin(long position) {
    if (content instanceof Inline inline) {
      List<Joint> joints = inline.joints();
      int found =
          Collections.binarySearch(
              joints, new Joint(position, NOWHERE), Comparator.comparingLong(Joint::at));
      int last = found >= 0 ? found : -found - 2;
      if (last >= 0) {
        Joint joint = joints.get(last);
        return new Origin(
            joint.origin().source(), joint.origin().position() + position - joint.at());
      }
    }
    return new Origin(source, position);
  }

  /** The source's watermark before this block; {@link Arrival#UNKNOWN} for bounded input. */
  public Arrival arrival() {
    return arrival;
  }

  Content content() {
    return content;
  }

  LineIndex index() {
    return index;
  }

  /**
   * Hands the block's lines to the handler, in order.
   *
   * @throws IOException if the recording that the block points to cannot be read
   */
  public void read(Lines.Handler handler) throws IOException {
    try (InputStream in = content.open()) {
      if (content instanceof Inline) {
        // The source has already put each message on one line.
        Lines.read(in, content.start(), content.end(), content.startsMidLine(), handler);
      } else {
        Lines.readMessages(
            in, content.start(), content.end(), content.startsMidLine(), content.isCut(), handler);
      }
    }
  }

  /**
   * Hands the block's lines to the handler, in order, skipping lines that are known to have no
   * hashtag: of those, the handler gets only what the source noted when it inspected them. If the
   * source inspected none, the handler gets every line.
   *
   * @throws IOException if the recording that the block points to cannot be read
   */
  public void skim(LineIndex.Handler handler) throws IOException {
    if (index.isEmpty()) {
      read(handler);
      return;
    }
    // A range in a file is opened on the line end before it.
    int before = content.startsMidLine() ? 1 : 0;
    index.read(() -> openBehind(before), content.start() + before, handler);
  }

  private InputStream openBehind(int skipped) throws IOException {
    InputStream in = content.open();
    in.skipNBytes(skipped);
    return in;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageBlock that
        && source.equals(that.source)
        && arrival.equals(that.arrival)
        && index.equals(that.index)
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, content);
  }

  @Override
  public String toString() {
    return "MessageBlock{" + source + '@' + content.start() + '}';
  }
}
