package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.ContextAnnotation;
import io.github.happiesthashtags.twitter.tweet.Coordinates;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Place;
import io.github.happiesthashtags.twitter.tweet.PublicMetrics;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One status, from a message in any supported format; the table in {@link
 * io.github.happiesthashtags.twitter.wire.StatusDetails} says which member of which format gives
 * which value.
 *
 * <p>A value that the message does not have is null, and never empty or zero. So is a value that
 * was not asked for: see {@link TwitterIO.Read#withFields}.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SuppressWarnings("AutoValueImmutableFields") // Beam's schema inference knows java.util.List only.
public abstract class Tweet {

  /**
   * Returns the numeric id, above zero: {@code id_str} if it can be read, else {@code id}. All
   * versions of an edited tweet have the first version's id.
   */
  @SchemaFieldNumber("0")
  public abstract long getId();

  /**
   * Returns the time at which the tweet was written: the first readable one of {@code
   * timestamp_ms}, {@code created_at} and the time in the id. All versions of an edited tweet have
   * the first version's time.
   */
  @SchemaFieldNumber("1")
  public abstract Instant getTimestamp();

  /**
   * Returns the BCP 47 language that Twitter detected, or null if the message has none. The former
   * codes {@code in}, {@code iw} and {@code ji} become {@code id}, {@code he} and {@code yi}.
   */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getLang();

  /**
   * Returns whether this is a native retweet; then text and hashtags are those of the retweeted
   * status.
   */
  @SchemaFieldNumber("3")
  public abstract boolean getRetweet();

  /**
   * Returns the full text, with Twitter's escapes of ampersand, less-than and greater-than undone.
   */
  @SchemaFieldNumber("4")
  public abstract String getText();

  /** Returns the hashtags as written, without {@code #}, in order, possibly repeated. */
  @SchemaFieldNumber("5")
  public abstract List<String> getHashtags();

  /** Returns the id of this version, which differs from {@link #getId} only after an edit. */
  @SchemaFieldNumber("6")
  public abstract @Nullable Long getVersionId();

  /** Returns the name of the {@link TweetKind}; {@link #kind} returns the constant. */
  @SchemaFieldNumber("7")
  public abstract @Nullable String getKind();

  /** Returns who wrote this tweet; of a retweet, who retweeted. */
  @SchemaFieldNumber("8")
  public abstract @Nullable Author getAuthor();

  /** Returns the id of the tweet that began the conversation; null in v1.1. */
  @SchemaFieldNumber("9")
  public abstract @Nullable Long getConversationId();

  /** Returns the id of the tweet that this one answers. */
  @SchemaFieldNumber("10")
  public abstract @Nullable Long getInReplyToTweetId();

  /** Returns the id of the account that this tweet answers. */
  @SchemaFieldNumber("11")
  public abstract @Nullable Long getInReplyToUserId();

  /**
   * Returns the id of the tweet that the text quotes; of a retweet, what the retweeted tweet
   * quotes, if the message carries that tweet.
   */
  @SchemaFieldNumber("12")
  public abstract @Nullable Long getQuotedTweetId();

  /** Returns the id of the tweet that this one repeats. */
  @SchemaFieldNumber("13")
  public abstract @Nullable Long getRetweetedTweetId();

  /** Returns what X found in the text besides hashtags, or null if the message has no entities. */
  @SchemaFieldNumber("14")
  public abstract @Nullable Entities getEntities();

  /** Returns the topics that X takes this tweet to be about; null in v1.1. */
  @SchemaFieldNumber("15")
  public abstract @Nullable List<ContextAnnotation> getContextAnnotations();

  /**
   * Returns the photos and videos of the text; if the message does not carry one, only its key is
   * set.
   */
  @SchemaFieldNumber("16")
  public abstract @Nullable List<Media> getMedia();

  /**
   * Returns the place that the author attached; if the message does not carry it, only its id is
   * set.
   */
  @SchemaFieldNumber("17")
  public abstract @Nullable Place getPlace();

  /** Returns the point that the author attached. */
  @SchemaFieldNumber("18")
  public abstract @Nullable Coordinates getCoordinates();

  /** Returns the counts below this tweet. */
  @SchemaFieldNumber("19")
  public abstract @Nullable PublicMetrics getMetrics();

  /** Returns the name of the client that the author used, without the link around it. */
  @SchemaFieldNumber("20")
  public abstract @Nullable String getSource();

  /** Returns whether X takes what this tweet links to, or shows, to be sensitive. */
  @SchemaFieldNumber("21")
  public abstract @Nullable Boolean getPossiblySensitive();

  /** Returns the codes of the countries in which this tweet is withheld. */
  @SchemaFieldNumber("22")
  public abstract @Nullable List<String> getWithheldCountries();

  /** Returns the ids of all versions so far, the first version first. */
  @SchemaFieldNumber("23")
  public abstract @Nullable List<Long> getEditHistory();

  /** Returns the rules of the filtered stream that matched; null in other streams. */
  @SchemaFieldNumber("24")
  public abstract @Nullable List<MatchingRule> getMatchingRules();

  /**
   * Returns the JSON that was read: the whole message, or of a page with several tweets the one
   * tweet; null unless {@code withRawJson} asked for it.
   */
  @SchemaFieldNumber("25")
  public abstract @Nullable String getRawJson();

  /** Returns {@link #getKind} as a constant. */
  public final @Nullable TweetKind kind() {
    String kind = getKind();
    return kind == null ? null : TweetKind.valueOf(kind);
  }

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

    /** See {@link Tweet#getVersionId}. */
    public abstract Builder setVersionId(@Nullable Long versionId);

    /** See {@link Tweet#getKind}. */
    public abstract Builder setKind(@Nullable String kind);

    /** See {@link Tweet#getAuthor}. */
    public abstract Builder setAuthor(@Nullable Author author);

    /** See {@link Tweet#getConversationId}. */
    public abstract Builder setConversationId(@Nullable Long conversationId);

    /** See {@link Tweet#getInReplyToTweetId}. */
    public abstract Builder setInReplyToTweetId(@Nullable Long inReplyToTweetId);

    /** See {@link Tweet#getInReplyToUserId}. */
    public abstract Builder setInReplyToUserId(@Nullable Long inReplyToUserId);

    /** See {@link Tweet#getQuotedTweetId}. */
    public abstract Builder setQuotedTweetId(@Nullable Long quotedTweetId);

    /** See {@link Tweet#getRetweetedTweetId}. */
    public abstract Builder setRetweetedTweetId(@Nullable Long retweetedTweetId);

    /** See {@link Tweet#getEntities}. */
    public abstract Builder setEntities(@Nullable Entities entities);

    /** See {@link Tweet#getContextAnnotations}. */
    public abstract Builder setContextAnnotations(
        @Nullable List<ContextAnnotation> contextAnnotations);

    /** See {@link Tweet#getMedia}. */
    public abstract Builder setMedia(@Nullable List<Media> media);

    /** See {@link Tweet#getPlace}. */
    public abstract Builder setPlace(@Nullable Place place);

    /** See {@link Tweet#getCoordinates}. */
    public abstract Builder setCoordinates(@Nullable Coordinates coordinates);

    /** See {@link Tweet#getMetrics}. */
    public abstract Builder setMetrics(@Nullable PublicMetrics metrics);

    /** See {@link Tweet#getSource}. */
    public abstract Builder setSource(@Nullable String source);

    /** See {@link Tweet#getPossiblySensitive}. */
    public abstract Builder setPossiblySensitive(@Nullable Boolean possiblySensitive);

    /** See {@link Tweet#getWithheldCountries}. */
    public abstract Builder setWithheldCountries(@Nullable List<String> withheldCountries);

    /** See {@link Tweet#getEditHistory}. */
    public abstract Builder setEditHistory(@Nullable List<Long> editHistory);

    /** See {@link Tweet#getMatchingRules}. */
    public abstract Builder setMatchingRules(@Nullable List<MatchingRule> matchingRules);

    /** See {@link Tweet#getRawJson}. */
    public abstract Builder setRawJson(@Nullable String rawJson);

    /** Returns the tweet. */
    public abstract Tweet build();
  }
}
