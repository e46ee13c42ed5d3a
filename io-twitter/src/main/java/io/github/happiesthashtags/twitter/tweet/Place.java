package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.jspecify.annotations.Nullable;

/** A place that the author attached to a tweet, which need not be where the author was. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Place {

  /** Returns the id. */
  @SchemaFieldNumber("0")
  public abstract @Nullable String getId();

  /** Returns the short name, such as {@code Manhattan}. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getName();

  /** Returns the full name, such as {@code Manhattan, NY}. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getFullName();

  /** Returns the kind of place, such as {@code city} or {@code poi}. */
  @SchemaFieldNumber("3")
  public abstract @Nullable String getType();

  /** Returns the name of the country. */
  @SchemaFieldNumber("4")
  public abstract @Nullable String getCountry();

  /** Returns the ISO 3166-1 alpha-2 code of the country. */
  @SchemaFieldNumber("5")
  public abstract @Nullable String getCountryCode();

  /** Returns the lowest longitude of the place in degrees. */
  @SchemaFieldNumber("6")
  public abstract @Nullable Double getWest();

  /** Returns the lowest latitude of the place in degrees. */
  @SchemaFieldNumber("7")
  public abstract @Nullable Double getSouth();

  /** Returns the highest longitude of the place in degrees. */
  @SchemaFieldNumber("8")
  public abstract @Nullable Double getEast();

  /** Returns the highest latitude of the place in degrees. */
  @SchemaFieldNumber("9")
  public abstract @Nullable Double getNorth();

  /** Returns a builder; a value that is not set is null. */
  public static Builder builder() {
    return new AutoValue_Place.Builder();
  }

  /** A builder of {@link Place}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Place#getId}. */
    public abstract Builder setId(@Nullable String id);

    /** See {@link Place#getName}. */
    public abstract Builder setName(@Nullable String name);

    /** See {@link Place#getFullName}. */
    public abstract Builder setFullName(@Nullable String fullName);

    /** See {@link Place#getType}. */
    public abstract Builder setType(@Nullable String type);

    /** See {@link Place#getCountry}. */
    public abstract Builder setCountry(@Nullable String country);

    /** See {@link Place#getCountryCode}. */
    public abstract Builder setCountryCode(@Nullable String countryCode);

    /** See {@link Place#getWest}. */
    public abstract Builder setWest(@Nullable Double west);

    /** See {@link Place#getSouth}. */
    public abstract Builder setSouth(@Nullable Double south);

    /** See {@link Place#getEast}. */
    public abstract Builder setEast(@Nullable Double east);

    /** See {@link Place#getNorth}. */
    public abstract Builder setNorth(@Nullable Double north);

    /** Returns the value. */
    public abstract Place build();
  }
}
