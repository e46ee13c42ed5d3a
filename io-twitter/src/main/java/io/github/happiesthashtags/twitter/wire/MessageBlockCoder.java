package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.wire.MessageBlock.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Encodes a block's bytes as they are; a pointer to a recording as a Java object. */
public final class MessageBlockCoder extends AtomicCoder<MessageBlock> {
  private static final long serialVersionUID = 1L;
  private static final MessageBlockCoder INSTANCE = new MessageBlockCoder();
  private static final StringUtf8Coder STRING = StringUtf8Coder.of();
  private static final VarLongCoder LONG = VarLongCoder.of();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

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
      BooleanCoder.of().encode(true, out);
      LONG.encode(inline.start(), out);
      BYTES.encode(inline.bytes(), out);
    } else {
      BooleanCoder.of().encode(false, out);
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
    MessageBlock block;
    if (BooleanCoder.of().decode(in)) {
      long start = LONG.decode(in);
      block = MessageBlock.of(source, start, LengthPrefixed.readBytes(in));
    } else {
      Content content = References.read(LengthPrefixed.readBytes(in));
      block = MessageBlock.reference(source, content);
    }
    LineIndex index = new LineIndex(LengthPrefixed.readBytes(in));
    return block.withArrival(arrival).withIndex(index);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "a reference is written as a Java object");
  }
}
