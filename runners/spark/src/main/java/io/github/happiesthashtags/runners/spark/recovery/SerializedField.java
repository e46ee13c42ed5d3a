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
 * Replaces the value of one field of a serialized object and leaves everything else as it is. Other
 * references to the old value stay: in a checkpoint, Spark also finds a batch's state by that
 * batch's time. Deserializing and serializing the object again is not possible, because only the
 * stream of a checkpoint can write it.
 *
 * <p>The class descriptor in the serialized data gets an additional last field of the same name and
 * type, with the new value. As it is the last, no handle in the data changes. The old field gets a
 * name that no class has, so that deserialization ignores it (Java Object Serialization
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
   * Returns the serialized object with another value of the field.
   *
   * @param serialized written by {@link ObjectOutputStream}, of a class with default serialization
   *     and without a serializable super class
   * @param field a field that is not of a primitive type
   * @throws IOException if the object is of another kind or has no such field
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
    // The class has the first handle.
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
