package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A topic that X takes a tweet to be about. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class ContextAnnotation {

  /** Returns the id of the category. */
  @SchemaFieldNumber("0")
  public abstract @Nullable String getDomainId();

  /** Returns the name of the category, such as {@code Brand}. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getDomain();

  /** Returns the id of the topic. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getEntityId();

  /** Returns the name of the topic. */
  @SchemaFieldNumber("3")
  public abstract @Nullable String getEntity();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_ContextAnnotation.Builder();
  }

  /** A builder of {@link ContextAnnotation}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link ContextAnnotation#getDomainId}. */
    public abstract Builder setDomainId(@Nullable String domainId);

    /** See {@link ContextAnnotation#getDomain}. */
    public abstract Builder setDomain(@Nullable String domain);

    /** See {@link ContextAnnotation#getEntityId}. */
    public abstract Builder setEntityId(@Nullable String entityId);

    /** See {@link ContextAnnotation#getEntity}. */
    public abstract Builder setEntity(@Nullable String entity);

    /** Returns the value. */
    public abstract ContextAnnotation build();
  }
}
