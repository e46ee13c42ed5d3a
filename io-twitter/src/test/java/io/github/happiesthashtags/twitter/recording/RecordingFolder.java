package io.github.happiesthashtags.twitter.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.rules.TemporaryFolder;

/** A folder of recordings, and ways to read them. */
final class RecordingFolder extends TemporaryFolder {

  /** The lines that were read, and the damaged recordings. */
  record Read(List<String> lines, List<String> damages) {}

  /** Writes a recording and returns its path. */
  String write(String name, byte[] content) throws IOException {
    Path file = getRoot().toPath().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return file.toString();
  }

  String write(String name, String content) throws IOException {
    return write(name, Packing.bytes(content));
  }

  String path(String relative) {
    return getRoot().toPath().resolve(relative).toString();
  }

  /** Reads all parts as a pipeline does; fails on any error other than damage. */
  static Read read(List<RecordingPart> parts) throws IOException {
    Read read = new Read(new ArrayList<>(), new ArrayList<>());
    for (RecordingPart part : parts) {
      try {
        part.block()
            .read(
                (buffer, offset, length, position, overlong) -> {
                  String line = new String(buffer, offset, length, UTF_8);
                  // Damage of an archive's entry is reported as a line.
                  return (line.contains(" is cut short or not of ") ? read.damages : read.lines)
                      .add(line);
                });
      } catch (DamagedContentException e) {
        read.damages.add(e.getMessage());
      }
    }
    return read;
  }

  static Read readAll(String... patterns) throws IOException {
    return read(Recordings.cut(List.of(patterns)));
  }

  /** Returns the lines of undamaged recordings. */
  static List<String> linesOf(String... patterns) throws IOException {
    Read read = readAll(patterns);
    if (!read.damages.isEmpty()) {
      throw new AssertionError(read.damages);
    }
    return read.lines;
  }
}
