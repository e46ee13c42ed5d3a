package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.ContextAnnotation;
import io.github.happiesthashtags.twitter.tweet.Coordinates;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads authors, places and the other objects that surround a text, in the forms of v1.1 and v2.
 * The parser stands on the object's start, then on its end.
 */
final class PartReader {
  private PartReader() {}

  static Author author(JsonParser parser) throws IOException {
    Author.Builder author = Author.builder();
    long id = JsonValues.NO_ID;
    long idStr = JsonValues.NO_ID;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "id" -> id = JsonValues.id(parser, token);
        case "id_str" -> idStr = JsonValues.id(parser, token);
        case "screen_name", "username" -> author.setUsername(JsonValues.string(parser, token));
        case "name" -> author.setName(JsonValues.string(parser, token));
        case "verified" -> author.setVerified(JsonValues.bool(parser, token));
        case "verified_type" -> author.setVerifiedType(JsonValues.string(parser, token));
        case "followers_count" -> author.setFollowers(JsonValues.count(parser, token));
        case "public_metrics" ->
            author.setFollowers(
                JsonValues.member("followers_count", parser, token, JsonValues::count));
        default -> parser.skipChildren();
      }
    }
    return author.setId(JsonValues.idOrNull(idStr == JsonValues.NO_ID ? id : idStr)).build();
  }

  /** A place and, in the {@code geo} of flattened v2 and of v2 itself, the tweet's own point. */
  static final class Geo {
    final Place.Builder place = Place.builder();
    @Nullable String id;
    @Nullable Coordinates point;

    /** Whether anything but a point was found. */
    boolean hasPlace;

    @Nullable Place place() {
      return hasPlace ? place.setId(id).build() : null;
    }
  }

  static Place place(JsonParser parser) throws IOException {
    Geo geo = geo(parser);
    geo.hasPlace = true;
    return geo.place.setId(geo.id).build();
  }

  /** Reads a place of v1.1 or v2, or a {@code geo} of v1.1 (a point), v2 or flattened v2. */
  static Geo geo(JsonParser parser) throws IOException {
    Geo geo = new Geo();
    Place.Builder place = geo.place;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      geo.hasPlace |= !name.equals("coordinates") && !name.equals("type");
      switch (name) {
        case "id", "place_id" -> {
          String id = JsonValues.string(parser, token);
          geo.id = id == null ? geo.id : id;
        }
        case "name" -> place.setName(JsonValues.string(parser, token));
        case "full_name" -> place.setFullName(JsonValues.string(parser, token));
        case "place_type" -> place.setType(JsonValues.string(parser, token));
        case "country" -> place.setCountry(JsonValues.string(parser, token));
        case "country_code" -> place.setCountryCode(JsonValues.string(parser, token));
        case "bounding_box", "geo" -> readBox(parser, token, place);
        // The list of a v1.1 geo has the latitude first: its point is in coordinates too.
        case "coordinates" -> geo.point = point(parser, token);
        default -> parser.skipChildren();
      }
    }
    return geo;
  }

  /** Reads a v1.1 polygon, or the {@code bbox} of a v2 feature. */
  private static void readBox(JsonParser parser, JsonToken token, Place.Builder place)
      throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    Box box = new Box();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && (name.equals("bbox") || name.equals("coordinates"))) {
        box.read(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (box.west <= box.east && box.south <= box.north) {
      place.setWest(box.west).setSouth(box.south).setEast(box.east).setNorth(box.north);
    }
  }

  /** What numbers span that are longitudes and latitudes in turn, however nested. */
  private static final class Box {
    private double west = Double.POSITIVE_INFINITY;
    private double south = Double.POSITIVE_INFINITY;
    private double east = Double.NEGATIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;

    void read(JsonParser parser) throws IOException {
      boolean isLongitude = true;
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
          depth++;
        } else if (token == JsonToken.END_ARRAY) {
          depth--;
        } else {
          Double degrees = JsonValues.decimal(parser, token);
          if (degrees != null) {
            add(degrees, isLongitude);
            isLongitude = !isLongitude;
          }
        }
      }
    }

    private void add(double degrees, boolean isLongitude) {
      if (isLongitude) {
        west = Math.min(west, degrees);
        east = Math.max(east, degrees);
      } else {
        south = Math.min(south, degrees);
        north = Math.max(north, degrees);
      }
    }
  }

  /** Reads a GeoJSON point; null if there is none. */
  static @Nullable Coordinates point(JsonParser parser, JsonToken token) throws IOException {
    Coordinates point = null;
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
        point = position(parser);
      } else {
        parser.skipChildren();
      }
    }
    return point;
  }

  private static @Nullable Coordinates position(JsonParser parser) throws IOException {
    Double[] degrees = new Double[2];
    int count = 0;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      Double value = JsonValues.decimal(parser, next);
      if (count < degrees.length) {
        degrees[count] = value;
      }
      count++;
    }
    Double longitude = degrees[0];
    Double latitude = degrees[1];
    return longitude == null || latitude == null
        ? null
        : Coordinates.builder().setLongitude(longitude).setLatitude(latitude).build();
  }

  static ContextAnnotation contextAnnotation(JsonParser parser) throws IOException {
    ContextAnnotation.Builder annotation = ContextAnnotation.builder();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      boolean isDomain = name.equals("domain");
      if (token != JsonToken.START_OBJECT || !(isDomain || name.equals("entity"))) {
        parser.skipChildren();
        continue;
      }
      for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (part.equals("id")) {
          String id = JsonValues.string(parser, value);
          annotation = isDomain ? annotation.setDomainId(id) : annotation.setEntityId(id);
        } else if (part.equals("name")) {
          String text = JsonValues.string(parser, value);
          annotation = isDomain ? annotation.setDomain(text) : annotation.setEntity(text);
        } else {
          parser.skipChildren();
        }
      }
    }
    return annotation.build();
  }

  static MatchingRule rule(JsonParser parser) throws IOException {
    MatchingRule.Builder rule = MatchingRule.builder();
    long id = JsonValues.NO_ID;
    long idStr = JsonValues.NO_ID;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "id" -> id = JsonValues.id(parser, token);
        case "id_str" -> idStr = JsonValues.id(parser, token);
        case "tag" -> rule.setTag(JsonValues.string(parser, token));
        default -> parser.skipChildren();
      }
    }
    return rule.setId(JsonValues.idOrNull(idStr == JsonValues.NO_ID ? id : idStr)).build();
  }
}
