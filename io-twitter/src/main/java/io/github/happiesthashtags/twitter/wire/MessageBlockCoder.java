package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.wire.MessageBlock.Content;
import io.github.happiesthashtags.twitter.wire.MessageBlock.Joint;
import io.github.happiesthashtags.twitter.wire.MessageBlock.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.util.common.ReflectHelpers;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Encodes a block's bytes as they are; a pointer to a recording as a Java object. */
public final class MessageBlockCoder extends AtomicCoder<MessageBlock> {
  private static final long serialVersionUID = 1L;
  private static final MessageBlockCoder INSTANCE = new MessageBlockCoder();
  private static final StringUtf8Coder STRING = StringUtf8Coder.of();
  private static final VarIntCoder INT = VarIntCoder.of();
  private static final VarLongCoder LONG = VarLongCoder.of();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  /** A pointer, or the bytes themselves, of one stream or file or of several files. */
  private static final int REFERENCE = 0;

  private static final int INLINE = 1;
  private static final int INLINE_OF_SEVERAL = 2;

  private MessageBlockCoder() {}

  /** The only instance. */
  public static MessageBlockCoder of() {
    return INSTANCE;
  }

  /** Asked for by {@link org.apache.beam.sdk.coders.DefaultCoder}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(MessageBlock.class), INSTANCE);
  }

  @Override
  public void encode(MessageBlock block, OutputStream out) throws IOException {
    STRING.encode(block.source(), out);
    LONG.encode(block.arrival().watermarkMillis(), out);
    LONG.encode(block.arrival().maxOutOfOrderMillis(), out);
    LONG.encode(block.arrival().ceilingMillis(), out);
    LONG.encode(block.arrival().trustedFromMillis(), out);
    Content content = block.content();
    if (content instanceof MessageBlock.Inline inline) {
      out.write(inline.joints().isEmpty() ? INLINE : INLINE_OF_SEVERAL);
      encodeJoints(inline.joints(), out);
      LONG.encode(inline.start(), out);
      BYTES.encode(inline.bytes(), out);
    } else {
      out.write(REFERENCE);
      BYTES.encode(References.write(content), out);
    }
    // Last, as it is the longest but for inline bytes: what is written behind it has a runner's
    // buffer grow to twice its length.
    BYTES.encode(block.index().entries(), out);
  }

  @Override
  public MessageBlock decode(InputStream in) throws IOException {
    String source = LengthPrefixed.readString(in);
    Arrival arrival =
        new Arrival(LONG.decode(in), LONG.decode(in), LONG.decode(in), LONG.decode(in));
    MessageBlock block = decodeContent(source, in);
    LineIndex index = new LineIndex(LengthPrefixed.readBytes(in));
    return block.withArrival(arrival).withIndex(index);
  }

  private static MessageBlock decodeContent(String source, InputStream in) throws IOException {
    int kind = in.read();
    switch (kind) {
      case REFERENCE -> {
        return MessageBlock.reference(source, References.read(LengthPrefixed.readBytes(in)));
      }
      case INLINE, INLINE_OF_SEVERAL -> {
        List<Joint> joints = kind == INLINE ? List.of() : decodeJoints(in);
        long start = LONG.decode(in);
        return MessageBlock.of(source, start, LengthPrefixed.readBytes(in), joints);
      }
      default -> throw new CoderException("content of kind " + kind + ": the encoding is damaged");
    }
  }

  private static void encodeJoints(List<Joint> joints, OutputStream out) throws IOException {
    if (joints.isEmpty()) {
      return;
    }
    INT.encode(joints.size(), out);
    for (Joint joint : joints) {
      LONG.encode(joint.at(), out);
      STRING.encode(joint.origin().source(), out);
      LONG.encode(joint.origin().position(), out);
    }
  }

  private static List<Joint> decodeJoints(InputStream in) throws IOException {
    int size = INT.decode(in);
    // Grows as they come: the size may be damaged.
    List<Joint> joints = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long at = LONG.decode(in);
      joints.add(new Joint(at, new Origin(LengthPrefixed.readString(in), LONG.decode(in))));
    }
    return joints;
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "a reference is written as a Java object");
  }

  /**
   * Pointers to recordings as Java objects. Not by Beam's own helper, which compresses them: a few
   * damaged bytes could then stand for any amount of memory.
   */
  private static final class References {
    /** A pointer is some names and numbers. */
    private static final int MOST_OBJECTS = 1_000;

    private static final int DEEPEST = 20;

    private References() {}

    static byte[] write(Content content) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(content);
      }
      return bytes.toByteArray();
    }

    static Content read(byte[] bytes) throws IOException {
      try (ObjectInputStream in = new Input(bytes)) {
        if (in.readObject() instanceof Content content) {
          return content;
        }
      } catch (ClassNotFoundException | IOException | RuntimeException e) {
        throw new CoderException("no pointer to a recording: the encoding is damaged", e);
      }
      throw new CoderException("no pointer to a recording but another object");
    }

    private static final class Input extends ObjectInputStream {
      Input(byte[] bytes) throws IOException {
        super(new ByteArrayInputStream(bytes));
        setObjectInputFilter(
            seen ->
                seen.arrayLength() > bytes.length
                        || seen.references() > MOST_OBJECTS
                        || seen.depth() > DEEPEST
                    ? ObjectInputFilter.Status.REJECTED
                    : ObjectInputFilter.Status.UNDECIDED);
      }

      @Override
      protected Class<?> resolveClass(ObjectStreamClass description)
          throws IOException, ClassNotFoundException {
        try {
          // A runner loads the job's classes by a loader of its own.
          return Class.forName(description.getName(), false, ReflectHelpers.findClassLoader());
        } catch (ClassNotFoundException e) {
          return super.resolveClass(description);
        }
      }
    }
  }
}
