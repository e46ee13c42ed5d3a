package io.github.happiesthashtags.twitter.recording;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * The directory of a zip, whose size matters because {@link java.util.zip.ZipFile} reads all of it.
 */
final class ZipDirectory {
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xFFFF;
  private static final int END_MAGIC = 0x06054B50;
  private static final int SIZE_OFFSET = 12;

  private ZipDirectory() {}

  /**
   * Returns the directory's size in bytes, or four gigabytes if the zip is in Zip64 format.
   *
   * @throws ZipException if there is no directory
   */
  static long bytes(File zip) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(zip, "r")) {
      int length = (int) Math.min(in.length(), END_BYTES + MAX_COMMENT_BYTES);
      byte[] tail = new byte[length];
      in.seek(in.length() - length);
      in.readFully(tail);
      ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = length - END_BYTES; at >= 0; at--) {
        if (end.getInt(at) == END_MAGIC) {
          return end.getInt(at + SIZE_OFFSET) & 0xFFFF_FFFFL;
        }
      }
      throw new ZipException("the zip has no directory at its end");
    }
  }
}
