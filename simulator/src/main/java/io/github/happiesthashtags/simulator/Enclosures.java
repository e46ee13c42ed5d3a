package io.github.happiesthashtags.simulator;

import io.github.happiesthashtags.simulator.PostField.Expansion;
import java.util.List;

/**
 * What some posts of v2 carry besides their text: pictures, videos and a place. They follow from a
 * post's id alone, so a retweeted post has the same ones again, and the texts of a seed stay what
 * they are.
 */
final class Enclosures {
  private static final double MEDIA_SHARE = 0.12;
  private static final double PHOTO_SHARE = 0.7;
  private static final double VIDEO_SHARE = 0.8;
  private static final double ALT_TEXT_SHARE = 0.3;
  private static final double PLACE_SHARE = 0.03;
  private static final double POINT_SHARE = 0.2;

  private static final String FILES = "https://images.example/media/";

  /** A city with the middle of its box. */
  private record City(
      String id, String name, String country, String code, double longitude, double latitude) {}

  private static final List<City> CITIES =
      List.of(
          new City("5117d2c7bcf8cf28", "Lisboa", "Portugal", "PT", -9.14, 38.72),
          new City("5d838f7a011f4a2d", "東京", "日本", "JP", 139.69, 35.69),
          new City("5e0217e6f2a3b1aa", "İstanbul", "Türkiye", "TR", 28.98, 41.01),
          new City("56f38adc219a8ac0", "São Paulo", "Brasil", "BR", -46.63, -23.55),
          new City("5a92e21d6f3b77c1", "Köln", "Deutschland", "DE", 6.96, 50.94));

  private final long id;
  private final boolean media;
  private final boolean place;

  Enclosures(long id) {
    this.id = id;
    Dice dice = new Dice(id);
    this.media = dice.chance(MEDIA_SHARE);
    this.place = dice.chance(PLACE_SHARE);
  }

  boolean hasMedia() {
    return media;
  }

  boolean hasPlace() {
    return place;
  }

  void writeAttachments(JsonBuffer out, int expansions) {
    if (media) {
      out.member(PostField.ATTACHMENTS.needIn(expansions));
      text(out, "\"attachments\":{\"media_keys\":[\"" + mediaKey() + "\"]}");
    }
  }

  void writeGeo(JsonBuffer out, int expansions) {
    if (place) {
      City city = city();
      out.member(PostField.GEO.needIn(expansions));
      text(out, "\"geo\":{");
      if (dice(3).chance(POINT_SHARE)) {
        text(out, "\"coordinates\":{\"type\":\"Point\",\"coordinates\":[");
        text(out, city.longitude + "," + city.latitude + "]},");
      }
      text(out, "\"place_id\":\"" + city.id + "\"}");
    }
  }

  /** Writes the media object for clients that ask for one of the expansions. */
  void writeMedia(JsonBuffer out, int expansions) {
    Dice dice = dice(1);
    boolean photo = isPhoto();
    String key = mediaKey();
    out.member(PostField.ALWAYS.needIn(expansions)).one('{');
    if (dice.chance(ALT_TEXT_SHARE)) {
      member(out, PostField.MEDIA_ALT_TEXT, expansions, "\"alt_text\":\"A cat & a cup of tea\"");
    }
    if (!photo) {
      int millis = dice.between(2_000, 140_000);
      member(out, PostField.MEDIA_DURATION_MS, expansions, "\"duration_ms\":" + millis);
    }
    member(out, PostField.MEDIA_HEIGHT, expansions, "\"height\":" + dice.between(480, 1080));
    member(out, PostField.ALWAYS, expansions, "\"media_key\":\"" + key + '"');
    String file = FILES + key;
    if (photo) {
      member(out, PostField.ALWAYS, expansions, "\"type\":\"photo\"");
      member(out, PostField.MEDIA_URL, expansions, "\"url\":\"" + file + ".jpg\"");
    } else {
      member(
          out,
          PostField.MEDIA_PREVIEW_IMAGE_URL,
          expansions,
          "\"preview_image_url\":\"" + file + ".jpg\"");
      int views = dice.below(100_000);
      member(
          out,
          PostField.MEDIA_PUBLIC_METRICS,
          expansions,
          "\"public_metrics\":{\"view_count\":" + views + "}");
      String type = isVideo() ? "video" : "animated_gif";
      member(out, PostField.ALWAYS, expansions, "\"type\":\"" + type + '"');
      member(
          out,
          PostField.MEDIA_VARIANTS,
          expansions,
          """
          "variants":[{"bit_rate":832000,"content_type":"video/mp4","url":"%s.mp4"}]"""
              .formatted(file));
    }
    member(out, PostField.MEDIA_WIDTH, expansions, "\"width\":" + dice.between(640, 1920));
    out.part(PostField.ALWAYS.needIn(expansions)).one('}');
  }

  /** Writes the place for clients that ask for the expansion. */
  void writePlace(JsonBuffer out) {
    int expansions = Expansion.PLACE.bit();
    City city = city();
    out.member(PostField.ALWAYS.needIn(expansions)).one('{');
    member(out, PostField.PLACE_COUNTRY, expansions, "\"country\":\"" + city.country + '"');
    member(out, PostField.PLACE_COUNTRY_CODE, expansions, "\"country_code\":\"" + city.code + '"');
    member(
        out,
        PostField.ALWAYS,
        expansions,
        "\"full_name\":\"%s, %s\"".formatted(city.name, city.country));
    member(
        out,
        PostField.PLACE_GEO,
        expansions,
        """
        "geo":{"type":"Feature","bbox":[%s,%s,%s,%s],"properties":{}}"""
            .formatted(
                city.longitude - 0.25,
                city.latitude - 0.25,
                city.longitude + 0.25,
                city.latitude + 0.25));
    member(out, PostField.ALWAYS, expansions, "\"id\":\"" + city.id + '"');
    member(out, PostField.PLACE_NAME, expansions, "\"name\":\"" + city.name + '"');
    member(out, PostField.PLACE_PLACE_TYPE, expansions, "\"place_type\":\"city\"");
    out.part(PostField.ALWAYS.needIn(expansions)).one('}');
  }

  private boolean isPhoto() {
    return dice(2).chance(PHOTO_SHARE);
  }

  private boolean isVideo() {
    return dice(4).chance(VIDEO_SHARE);
  }

  /** The number before the underscore says what it is: 3 a photo, 7 a video, 16 an animation. */
  private String mediaKey() {
    return (isPhoto() ? "3_" : isVideo() ? "7_" : "16_") + id;
  }

  private City city() {
    return CITIES.get(dice(5).below(CITIES.size()));
  }

  /** Returns the same numbers whenever one of this post's choices is made. */
  private Dice dice(int choice) {
    return new Dice(Dice.mix(id + choice));
  }

  private static void member(JsonBuffer out, PostField field, int expansions, String json) {
    text(out.member(field.needIn(expansions)), json);
  }

  private static void text(JsonBuffer out, String json) {
    out.raw(Json.syntax(json));
  }
}
