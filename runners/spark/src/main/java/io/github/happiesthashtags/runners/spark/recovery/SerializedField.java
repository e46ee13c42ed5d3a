package io.github.happiesthashtags.runners.spark.recovery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.Serializable;

/**
 * Gives a field of a serialized object another value, and leaves everything else that it holds as
 * it is, the old value too wherever else it is referred to: in a checkpoint, the time of a batch is
 * also what its state is found by. Reading and writing the object would do the same, but a
 * checkpoint can only be written by the stream that it is of.
 *
 * <p>The class in the stream gets one more field, of the same name and type and with the new value,
 * at its end, so that no other part of the stream has another number by which it is referred to;
 * the old one gets a name that no class has, and is passed over (Java Object Serialization
 * Specification, 5.6.2 and 6.4.2).
 */
final class SerializedField implements ObjectStreamConstants {
  private static final String NOBODYS_NAME = "-";

  private final DataInputStream in;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private SerializedField(byte[] serialized) {
    this.in = new DataInputStream(new ByteArrayInputStream(serialized));
  }

  /**
   * The object with another value of the field.
   *
   * @param serialized by {@link ObjectOutputStream}; of a class that serializes its fields as they
   *     are, and extends no serializable one
   * @param field not of a primitive type
   * @throws IOException if it is another kind of object, or has no such field
   */
  static byte[] replace(byte[] serialized, String field, Serializable value) throws IOException {
    return new SerializedField(serialized).replace(field, value);
  }

  private byte[] replace(String field, Serializable value) throws IOException {
    expect(in.readShort() == STREAM_MAGIC && in.readShort() == STREAM_VERSION, "a stream");
    out.writeShort(STREAM_MAGIC);
    out.writeShort(STREAM_VERSION);
    expect(copyByte() == TC_OBJECT && copyByte() == TC_CLASSDESC, "an object");
    out.writeUTF(in.readUTF());
    out.writeLong(in.readLong());
    expect(copyByte() == SC_SERIALIZABLE, "a class without a way of its own");
    copyFields(field);
    expect(copyByte() == TC_ENDBLOCKDATA && copyByte() == TC_NULL, "a class without another");
    in.transferTo(out);
    out.write(withoutHeader(value));
    return bytes.toByteArray();
  }

  private void copyFields(String field) throws IOException {
    int fields = in.readUnsignedShort();
    out.writeShort(fields + 1);
    // The class has the first number.
    int nextHandle = baseWireHandle + 1;
    int type = 0;
    for (int i = 0; i < fields; i++) {
      char kind = (char) copyByte();
      String name = in.readUTF();
      boolean found = name.equals(field);
      out.writeUTF(found ? NOBODYS_NAME : name);
      if (kind == 'L' || kind == '[') {
        int handle;
        if (copyByte() == TC_REFERENCE) {
          handle = in.readInt();
          out.writeInt(handle);
        } else {
          out.writeUTF(in.readUTF());
          handle = nextHandle++;
        }
        type = found ? handle : type;
      }
    }
    expect(type != 0, "a field " + field);
    out.writeByte('L');
    out.writeUTF(field);
    out.writeByte(TC_REFERENCE);
    out.writeInt(type);
  }

  private byte copyByte() throws IOException {
    byte copied = in.readByte();
    out.writeByte(copied);
    return copied;
  }

  private static byte[] withoutHeader(Serializable value) throws IOException {
    ByteArrayOutputStream serialized = new ByteArrayOutputStream();
    ObjectOutputStream objects = new ObjectOutputStream(serialized);
    objects.flush();
    serialized.reset();
    objects.writeObject(value);
    objects.flush();
    return serialized.toByteArray();
  }

  private static void expect(boolean found, String what) throws IOException {
    if (!found) {
      throw new IOException("not " + what + " as Spark 3.5 writes it");
    }
  }
}
