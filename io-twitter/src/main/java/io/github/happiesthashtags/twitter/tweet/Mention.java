package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A mention of an account in a text. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Mention {

  /** Returns the numeric id of the account, or null if the message has none. */
  @SchemaFieldNumber("0")
  public abstract @Nullable Long getId();

  /** Returns the handle without {@code @}, or null if the message has none. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getUsername();

  /** Returns the display name; null in v2, unless it was flattened. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getName();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_Mention.Builder();
  }

  /** A builder of {@link Mention}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Mention#getId}. */
    public abstract Builder setId(@Nullable Long id);

    /** See {@link Mention#getUsername}. */
    public abstract Builder setUsername(@Nullable String username);

    /** See {@link Mention#getName}. */
    public abstract Builder setName(@Nullable String name);

    /** Returns the value. */
    public abstract Mention build();
  }
}
