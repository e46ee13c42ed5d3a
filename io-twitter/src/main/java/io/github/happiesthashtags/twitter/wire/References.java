package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.wire.MessageBlock.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/**
 * Pointers to recordings as Java objects. Not by Beam's own helper, which compresses them: a few
 * damaged bytes could then stand for any amount of memory.
 */
final class References {
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
