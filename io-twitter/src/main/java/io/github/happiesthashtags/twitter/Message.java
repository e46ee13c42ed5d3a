package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message of a stream or recording, status or not, as it came. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Message {
  /** The kind of a message that carries at least one status. */
  public static final String STATUS = "status";

  /**
   * Returns {@link #STATUS}, or the label of a {@link
   * io.github.happiesthashtags.twitter.wire.MessageKind}, such as {@code delete}.
   */
  @SchemaFieldNumber("0")
  public abstract String getKind();

  /**
   * Returns when the status was written, of a page the earliest one, or when something else
   * happened; null if the message does not say.
   */
  @SchemaFieldNumber("1")
  public abstract @Nullable Instant getTime();

  /** Returns the whole message. */
  @SchemaFieldNumber("2")
  public abstract String getRawJson();

  /** Returns a message. */
  public static Message of(String kind, @Nullable Instant time, String rawJson) {
    return new AutoValue_Message(kind, time, rawJson);
  }
}
