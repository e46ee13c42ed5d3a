package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;

/**
 * What X found in the text that {@link io.github.happiesthashtags.twitter.Tweet#getText} returns,
 * besides its hashtags. Each list is in the order of the text and has no element if the message
 * lists none.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SuppressWarnings("AutoValueImmutableFields") // Beam's schema inference knows java.util.List only.
public abstract class Entities {

  /** Returns the cashtags as written, without {@code $}. */
  @SchemaFieldNumber("0")
  public abstract List<String> getCashtags();

  /** Returns the mentioned accounts. */
  @SchemaFieldNumber("1")
  public abstract List<Mention> getMentions();

  /** Returns the links, without those of media in v1.1. */
  @SchemaFieldNumber("2")
  public abstract List<Url> getUrls();

  /** Returns the names that X found; none in v1.1. */
  @SchemaFieldNumber("3")
  public abstract List<Annotation> getAnnotations();

  /** Returns a builder; every list is empty until it is set. */
  public static Builder builder() {
    return new AutoValue_Entities.Builder()
        .setCashtags(List.of())
        .setMentions(List.of())
        .setUrls(List.of())
        .setAnnotations(List.of());
  }

  /** A builder of {@link Entities}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Entities#getCashtags}. */
    public abstract Builder setCashtags(List<String> cashtags);

    /** See {@link Entities#getMentions}. */
    public abstract Builder setMentions(List<Mention> mentions);

    /** See {@link Entities#getUrls}. */
    public abstract Builder setUrls(List<Url> urls);

    /** See {@link Entities#getAnnotations}. */
    public abstract Builder setAnnotations(List<Annotation> annotations);

    /** Returns the value. */
    public abstract Entities build();
  }
}
