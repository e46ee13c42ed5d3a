package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A rule of the filtered stream that a tweet matched. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class MatchingRule {

  /** Returns the rule's numeric id. */
  @SchemaFieldNumber("0")
  public abstract @Nullable Long getId();

  /** Returns the rule's tag; empty if X sent an empty one. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getTag();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_MatchingRule.Builder();
  }

  /** A builder of {@link MatchingRule}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link MatchingRule#getId}. */
    public abstract Builder setId(@Nullable Long id);

    /** See {@link MatchingRule#getTag}. */
    public abstract Builder setTag(@Nullable String tag);

    /** Returns the value. */
    public abstract MatchingRule build();
  }
}
