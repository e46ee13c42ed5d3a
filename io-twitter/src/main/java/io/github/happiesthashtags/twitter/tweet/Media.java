package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A photo, video or animated GIF of a tweet. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Media {

  /** Returns the media key of v2, or the id of v1.1. */
  @SchemaFieldNumber("0")
  public abstract @Nullable String getKey();

  /** Returns {@code photo}, {@code video} or {@code animated_gif}. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getType();

  /** Returns the address of the photo, or of the video in its highest bit rate. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getUrl();

  /** Returns the address of a still image of a video; null for photos. */
  @SchemaFieldNumber("3")
  public abstract @Nullable String getPreviewImageUrl();

  /** Returns the author's description, or null if there is none. */
  @SchemaFieldNumber("4")
  public abstract @Nullable String getAltText();

  /** Returns the width in pixels. */
  @SchemaFieldNumber("5")
  public abstract @Nullable Long getWidth();

  /** Returns the height in pixels. */
  @SchemaFieldNumber("6")
  public abstract @Nullable Long getHeight();

  /** Returns the length of a video in milliseconds; null for photos. */
  @SchemaFieldNumber("7")
  public abstract @Nullable Long getDurationMillis();

  /** Returns how often the video was viewed; null in v1.1. */
  @SchemaFieldNumber("8")
  public abstract @Nullable Long getViews();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_Media.Builder();
  }

  /** A builder of {@link Media}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Media#getKey}. */
    public abstract Builder setKey(@Nullable String key);

    /** See {@link Media#getType}. */
    public abstract Builder setType(@Nullable String type);

    /** See {@link Media#getUrl}. */
    public abstract Builder setUrl(@Nullable String url);

    /** See {@link Media#getPreviewImageUrl}. */
    public abstract Builder setPreviewImageUrl(@Nullable String previewImageUrl);

    /** See {@link Media#getAltText}. */
    public abstract Builder setAltText(@Nullable String altText);

    /** See {@link Media#getWidth}. */
    public abstract Builder setWidth(@Nullable Long width);

    /** See {@link Media#getHeight}. */
    public abstract Builder setHeight(@Nullable Long height);

    /** See {@link Media#getDurationMillis}. */
    public abstract Builder setDurationMillis(@Nullable Long durationMillis);

    /** See {@link Media#getViews}. */
    public abstract Builder setViews(@Nullable Long views);

    /** Returns the value. */
    public abstract Media build();
  }
}
