package io.github.happiesthashtags.twitter.tweet;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;

/** A point on the earth. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class Coordinates {

  /** Returns the longitude in degrees, east of Greenwich above zero. */
  @SchemaFieldNumber("0")
  public abstract double getLongitude();

  /** Returns the latitude in degrees, north of the equator above zero. */
  @SchemaFieldNumber("1")
  public abstract double getLatitude();

  /** Returns a builder; {@code longitude} and {@code latitude} must be set. */
  public static Builder builder() {
    return new AutoValue_Coordinates.Builder();
  }

  /** A builder of {@link Coordinates}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Coordinates#getLongitude}. */
    public abstract Builder setLongitude(double longitude);

    /** See {@link Coordinates#getLatitude}. */
    public abstract Builder setLatitude(double latitude);

    /** Returns the value. */
    public abstract Coordinates build();
  }
}
