package io.github.happiesthashtags.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.happiesthashtags.rank.DeadLetter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Writes dead letters as files of JSON objects. Local files are readable only by their owner,
 * because a malformed line may contain anything. A file is named after its first letter, so that a
 * retried bundle replaces its file.
 *
 * <p>The memory of letters that wait to be written is bounded, however many a bundle has. A runner
 * may hold all elements of a bundle in memory, so the job's own steps call this directly instead of
 * emitting letters.
 */
public final class DeadLetterSink extends DoFn<DeadLetter, Void> implements DeadLetter.Writer {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  /** The most bytes of lines in a file, so that a garbage input cannot fill the heap. */
  private static final int MAX_FILE_BYTES = 4 << 20;

  /** The memory of a letter beside its line. */
  private static final int LETTER_BYTES = 200;

  private static final int CHECKED_CHARACTERS = 1 << 13;

  /** Enough to recognise the source, and with the rest below any file system's limit. */
  private static final int MAX_NAME_CHARACTERS = 80;

  private final String directory;
  private transient List<DeadLetter> letters = new ArrayList<>();
  private transient int bytes;

  /**
   * Creates a sink; the directory may be in any of Beam's file systems and is created when needed.
   */
  public DeadLetterSink(String directory) {
    this.directory = directory;
  }

  @Override
  @StartBundle
  public void startBundle() {
    letters = new ArrayList<>();
    bytes = 0;
  }

  @Override
  @ProcessElement
  public void process(@Element DeadLetter letter) throws IOException {
    letters.add(letter);
    bytes += letter.getLine().length + LETTER_BYTES;
    if (bytes > MAX_FILE_BYTES) {
      write();
    }
  }

  @Override
  @FinishBundle
  public void finishBundle() throws IOException {
    write();
  }

  private void write() throws IOException {
    if (letters.isEmpty()) {
      return;
    }
    WholeFiles.writePrivate(directory, name(letters.get(0)), this::writeAll);
    letters.clear();
    bytes = 0;
  }

  private void writeAll(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (DeadLetter letter : letters) {
        json.writeStartObject();
        json.writeStringField("source", letter.getSource());
        json.writeNumberField("position", letter.getPosition());
        json.writeStringField("reason", letter.getReason());
        writeLine(letter.getLine(), json);
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  }

  /** Writes a line in pieces, because it may be long and each thread may have one. */
  private static void writeLine(byte[] line, JsonGenerator json) throws IOException {
    if (isText(line)) {
      json.writeFieldName("line");
      Reader text = new InputStreamReader(new ByteArrayInputStream(line), StandardCharsets.UTF_8);
      json.writeString(text, -1);
    } else {
      // A line that is not valid text is kept byte for byte.
      json.writeFieldName("line_base64");
      json.writeBinary(new ByteArrayInputStream(line), line.length);
    }
  }

  private static boolean isText(byte[] line) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(line);
    CharBuffer out = CharBuffer.allocate(Math.min(line.length + 1, CHECKED_CHARACTERS));
    while (true) {
      CoderResult result = decoder.decode(in, out.clear(), /* endOfInput= */ true);
      if (!result.isOverflow()) {
        return !result.isError();
      }
    }
  }

  private static String name(DeadLetter first) {
    String source = first.getSource();
    String readable = source.replaceAll("[^A-Za-z0-9.-]+", "-");
    String end = readable.substring(Math.max(0, readable.length() - MAX_NAME_CHARACTERS));
    // Two sources may look alike once shortened; the hash distinguishes them.
    return String.format(
        Locale.ROOT,
        "dead-letters_%s_%08x_%012d.jsonl",
        end,
        source.hashCode(),
        first.getPosition());
  }
}
