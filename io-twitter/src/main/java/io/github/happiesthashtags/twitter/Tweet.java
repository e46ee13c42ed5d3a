package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** One status, from a message in any supported format. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Tweet {

  /**
   * Returns the numeric id, above zero: {@code id_str} if it can be read, else {@code id}. All
   * versions of an edited tweet have the first version's id.
   */
  public abstract long getId();

  /**
   * Returns the time at which the tweet was written: the first readable one of {@code
   * timestamp_ms}, {@code created_at} and the time in the id. All versions of an edited tweet have
   * the first version's time.
   */
  public abstract Instant getTimestamp();

  /**
   * Returns the BCP 47 language that Twitter detected, or null if the message has none. The former
   * codes {@code in}, {@code iw} and {@code ji} become {@code id}, {@code he} and {@code yi}.
   */
  public abstract @Nullable String getLang();

  /**
   * Returns whether this is a native retweet; then text and hashtags are those of the retweeted
   * status.
   */
  public abstract boolean getRetweet();

  /**
   * Returns the full text, with Twitter's escapes of ampersand, less-than and greater-than undone.
   */
  public abstract String getText();

  /** Returns the hashtags as written, without {@code #}, in order, possibly repeated. */
  @SuppressWarnings(
      "AutoValueImmutableFields") // Beam's schema inference knows java.util.List only.
  public abstract List<String> getHashtags();

  /** Returns a builder; {@code id}, {@code timestamp} and {@code text} must be set. */
  public static Builder builder() {
    return new AutoValue_Tweet.Builder().setRetweet(false).setHashtags(List.of());
  }

  /** A builder of {@link Tweet}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Tweet#getId}. */
    public abstract Builder setId(long id);

    /** See {@link Tweet#getTimestamp}. */
    public abstract Builder setTimestamp(Instant timestamp);

    /** See {@link Tweet#getLang}. */
    public abstract Builder setLang(@Nullable String lang);

    /** See {@link Tweet#getRetweet}; false by default. */
    public abstract Builder setRetweet(boolean retweet);

    /** See {@link Tweet#getText}. */
    public abstract Builder setText(String text);

    /** See {@link Tweet#getHashtags}; none by default. */
    public abstract Builder setHashtags(List<String> hashtags);

    /** Returns the tweet. */
    public abstract Tweet build();
  }
}
