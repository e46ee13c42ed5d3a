package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/**
 * The counts that everybody sees below a tweet, as they were when the message was sent: nearly
 * always zero in a stream.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PublicMetrics {

  /** Returns the number of retweets. */
  @SchemaFieldNumber("0")
  public abstract @Nullable Long getRetweets();

  /** Returns the number of replies. */
  @SchemaFieldNumber("1")
  public abstract @Nullable Long getReplies();

  /** Returns the number of likes. */
  @SchemaFieldNumber("2")
  public abstract @Nullable Long getLikes();

  /** Returns the number of quotes. */
  @SchemaFieldNumber("3")
  public abstract @Nullable Long getQuotes();

  /** Returns the number of bookmarks; null in v1.1. */
  @SchemaFieldNumber("4")
  public abstract @Nullable Long getBookmarks();

  /** Returns the number of views; null in v1.1. */
  @SchemaFieldNumber("5")
  public abstract @Nullable Long getImpressions();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_PublicMetrics.Builder();
  }

  /** A builder of {@link PublicMetrics}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link PublicMetrics#getRetweets}. */
    public abstract Builder setRetweets(@Nullable Long retweets);

    /** See {@link PublicMetrics#getReplies}. */
    public abstract Builder setReplies(@Nullable Long replies);

    /** See {@link PublicMetrics#getLikes}. */
    public abstract Builder setLikes(@Nullable Long likes);

    /** See {@link PublicMetrics#getQuotes}. */
    public abstract Builder setQuotes(@Nullable Long quotes);

    /** See {@link PublicMetrics#getBookmarks}. */
    public abstract Builder setBookmarks(@Nullable Long bookmarks);

    /** See {@link PublicMetrics#getImpressions}. */
    public abstract Builder setImpressions(@Nullable Long impressions);

    /** Returns the value. */
    public abstract PublicMetrics build();
  }
}
