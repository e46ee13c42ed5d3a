package io.github.happiesthashtags.errors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.happiesthashtags.files.WholeFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Writes dead letters as files of JSON objects, which on this machine only their owner can read:
 * nobody knows what is in a line that cannot be read. A file is named from the first letter in it,
 * so that a bundle that is tried again replaces its file.
 */
public final class DeadLetterSink extends DoFn<DeadLetter, Void> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  /** What a file holds at most, in bytes of lines: a garbage input must not fill the heap. */
  private static final int MAX_FILE_BYTES = 4 << 20;

  /** Enough to recognise a file by, and short of any file system's limit with the rest. */
  private static final int MAX_NAME_CHARACTERS = 80;

  private final String directory;
  private transient List<DeadLetter> letters = new ArrayList<>();
  private transient int bytes;

  /** A sink; the directory may be in any of Beam's file systems and is made when it is needed. */
  public DeadLetterSink(String directory) {
    this.directory = directory;
  }

  @StartBundle
  public void startBundle() {
    letters = new ArrayList<>();
    bytes = 0;
  }

  @ProcessElement
  public void process(@Element DeadLetter letter) throws IOException {
    letters.add(letter);
    bytes += letter.getLine().length;
    if (bytes > MAX_FILE_BYTES) {
      write();
    }
  }

  @FinishBundle
  public void finishBundle() throws IOException {
    write();
  }

  private void write() throws IOException {
    if (letters.isEmpty()) {
      return;
    }
    StringWriter file = new StringWriter();
    for (DeadLetter letter : letters) {
      try (JsonGenerator json = JSON.createGenerator(file)) {
        json.writeStartObject();
        json.writeStringField("source", letter.getSource());
        json.writeNumberField("position", letter.getPosition());
        json.writeStringField("reason", letter.getReason());
        writeLine(letter.getLine(), json);
        json.writeEndObject();
      }
      file.write('\n');
    }
    WholeFiles.writePrivate(directory, name(letters.get(0)), file.toString());
    letters.clear();
    bytes = 0;
  }

  private static void writeLine(byte[] line, JsonGenerator json) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      json.writeStringField("line", text);
    } catch (CharacterCodingException e) {
      // What is no text is kept to the byte.
      json.writeStringField("line_base64", Base64.getEncoder().encodeToString(line));
    }
  }

  private static String name(DeadLetter first) {
    String source = first.getSource();
    String readable = source.replaceAll("[^A-Za-z0-9.-]+", "-");
    String end = readable.substring(Math.max(0, readable.length() - MAX_NAME_CHARACTERS));
    // Two sources may look alike once shortened; their hash tells them apart.
    return String.format(
        Locale.ROOT,
        "dead-letters_%s_%08x_%012d.jsonl",
        end,
        source.hashCode(),
        first.getPosition());
  }
}
