package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A link in a text. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Url {

  /** Returns the link as it stands in the text, on {@code t.co}. */
  @SchemaFieldNumber("0")
  public abstract @Nullable String getUrl();

  /** Returns what the author linked to. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getExpandedUrl();

  /** Returns the shortened form that clients show. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getDisplayUrl();

  /** Returns where redirects end, or null if X did not follow them. */
  @SchemaFieldNumber("3")
  public abstract @Nullable String getUnwoundUrl();

  /** Returns the title of the page, or null if X did not read it. */
  @SchemaFieldNumber("4")
  public abstract @Nullable String getTitle();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_Url.Builder();
  }

  /** A builder of {@link Url}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Url#getUrl}. */
    public abstract Builder setUrl(@Nullable String url);

    /** See {@link Url#getExpandedUrl}. */
    public abstract Builder setExpandedUrl(@Nullable String expandedUrl);

    /** See {@link Url#getDisplayUrl}. */
    public abstract Builder setDisplayUrl(@Nullable String displayUrl);

    /** See {@link Url#getUnwoundUrl}. */
    public abstract Builder setUnwoundUrl(@Nullable String unwoundUrl);

    /** See {@link Url#getTitle}. */
    public abstract Builder setTitle(@Nullable String title);

    /** Returns the value. */
    public abstract Url build();
  }
}
