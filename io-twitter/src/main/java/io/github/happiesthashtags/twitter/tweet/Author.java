package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** The account that wrote a tweet. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Author {

  /** Returns the numeric id, or null if the message has none. */
  @SchemaFieldNumber("0")
  public abstract @Nullable Long getId();

  /** Returns the handle without {@code @}, or null if the message names only the id. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getUsername();

  /** Returns the display name, or null if the message names only the id. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getName();

  /** Returns whether the account has a verified badge, or null if the message does not say. */
  @SchemaFieldNumber("3")
  public abstract @Nullable Boolean getVerified();

  /**
   * Returns the kind of badge as X names it, such as {@code blue}, {@code business}, {@code
   * government} or {@code none}; null in v1.1.
   */
  @SchemaFieldNumber("4")
  public abstract @Nullable String getVerifiedType();

  /** Returns the number of followers when the message was sent, or null if it was not sent. */
  @SchemaFieldNumber("5")
  public abstract @Nullable Long getFollowers();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_Author.Builder();
  }

  /** A builder of {@link Author}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Author#getId}. */
    public abstract Builder setId(@Nullable Long id);

    /** See {@link Author#getUsername}. */
    public abstract Builder setUsername(@Nullable String username);

    /** See {@link Author#getName}. */
    public abstract Builder setName(@Nullable String name);

    /** See {@link Author#getVerified}. */
    public abstract Builder setVerified(@Nullable Boolean verified);

    /** See {@link Author#getVerifiedType}. */
    public abstract Builder setVerifiedType(@Nullable String verifiedType);

    /** See {@link Author#getFollowers}. */
    public abstract Builder setFollowers(@Nullable Long followers);

    /** Returns the value. */
    public abstract Author build();
  }
}
