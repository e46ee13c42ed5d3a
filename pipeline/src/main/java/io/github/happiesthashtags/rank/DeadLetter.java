package io.github.happiesthashtags.rank;

import com.google.auto.value.AutoValue;
import java.io.IOException;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;

/** A malformed line and the reason. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DeadLetter {
  /** Takes the dead letters of a bundle while the bundle is processed. */
  public interface Writer extends Serializable {
    /** Prepares for the next bundle. */
    void startBundle();

    /** Takes one dead letter. */
    void process(DeadLetter letter) throws IOException;

    /** Finishes what the bundle left unwritten. */
    void finishBundle() throws IOException;
  }

  private static final Pattern LINE_ENDS = Pattern.compile("\\R+");

  /** The stream or file that the line came from. */
  @SchemaFieldNumber("0")
  public abstract String getSource();

  /** The offset of its first byte in that stream or file, in bytes, decompressed. */
  @SchemaFieldNumber("1")
  public abstract long getPosition();

  /** What is wrong with it, in one line. */
  @SchemaFieldNumber("2")
  public abstract String getReason();

  /** The line without its line end; the first kilobyte if it is too long to be a message. */
  @SchemaFieldNumber("3")
  @SuppressWarnings("mutable") // Beam's schemas have no immutable bytes; nobody writes to it.
  public abstract byte[] getLine();

  /** A dead letter; see the properties for units. */
  public static DeadLetter of(String source, long position, String reason, byte[] line) {
    // Parsers and decompressors quote what they read, line ends and all.
    return new AutoValue_DeadLetter(
        source, position, LINE_ENDS.matcher(reason).replaceAll(" "), line);
  }
}
