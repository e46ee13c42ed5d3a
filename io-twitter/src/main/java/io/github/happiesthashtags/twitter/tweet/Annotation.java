package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A name that X found in a text, such as of a person or a place. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Annotation {

  /** Returns the name, normalised. */
  @SchemaFieldNumber("0")
  public abstract @Nullable String getText();

  /** Returns what the name is, such as {@code Person} or {@code Place}. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getType();

  /** Returns how sure X is, from 0 to 1. */
  @SchemaFieldNumber("2")
  public abstract @Nullable Double getProbability();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_Annotation.Builder();
  }

  /** A builder of {@link Annotation}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Annotation#getText}. */
    public abstract Builder setText(@Nullable String text);

    /** See {@link Annotation#getType}. */
    public abstract Builder setType(@Nullable String type);

    /** See {@link Annotation#getProbability}. */
    public abstract Builder setProbability(@Nullable Double probability);

    /** Returns the value. */
    public abstract Annotation build();
  }
}
