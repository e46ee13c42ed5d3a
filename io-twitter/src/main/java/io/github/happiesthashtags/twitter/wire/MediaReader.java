package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.twitter.tweet.Media;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one media object of v1.1 or v2. */
final class MediaReader {
  private final Media.Builder media = Media.builder();
  private @Nullable String mediaKey;
  private @Nullable String id;
  private @Nullable String type;
  private @Nullable String image;
  private @Nullable String preview;
  private @Nullable String video;
  private long bitRate = -1;
  private @Nullable Long width;
  private @Nullable Long height;
  private @Nullable Long largeWidth;
  private @Nullable Long largeHeight;

  Media read(JsonParser parser) throws IOException {
    boolean v1 = false;
    String url = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "media_key" -> mediaKey = JsonValues.string(parser, token);
        case "id_str" -> id = JsonValues.string(parser, token);
        case "type" -> type = JsonValues.string(parser, token);
        case "media_url_https" -> {
          image = JsonValues.string(parser, token);
          v1 = true;
        }
        // In v1.1, this is the link in the text.
        case "url" -> url = JsonValues.string(parser, token);
        case "preview_image_url" -> preview = JsonValues.string(parser, token);
        case "alt_text", "ext_alt_text" -> media.setAltText(JsonValues.string(parser, token));
        case "width" -> width = JsonValues.count(parser, token);
        case "height" -> height = JsonValues.count(parser, token);
        case "duration_ms" -> media.setDurationMillis(JsonValues.count(parser, token));
        case "variants" -> readVariants(parser, token);
        case "public_metrics", "original_info", "video_info", "sizes" -> readInner(parser, token);
        default -> parser.skipChildren();
      }
    }
    boolean isPhoto = "photo".equals(type);
    String still = v1 ? image : url;
    return media
        .setKey(mediaKey == null ? id : mediaKey)
        .setType(type)
        .setUrl(isPhoto || (!v1 && url != null) ? still : video)
        .setWidth(width == null ? largeWidth : width)
        .setHeight(height == null ? largeHeight : height)
        .setPreviewImageUrl(isPhoto ? null : v1 ? image : preview)
        .build();
  }

  private void readInner(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "view_count" -> media.setViews(JsonValues.count(parser, value));
        case "width" -> width = JsonValues.count(parser, value);
        case "height" -> height = JsonValues.count(parser, value);
        case "large" -> readLarge(parser, value);
        case "duration_millis" -> media.setDurationMillis(JsonValues.count(parser, value));
        case "variants" -> readVariants(parser, value);
        default -> parser.skipChildren();
      }
    }
  }

  /** Reads the largest of v1.1's sizes, which is all that streams say. */
  private void readLarge(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "w" -> largeWidth = JsonValues.count(parser, value);
        case "h" -> largeHeight = JsonValues.count(parser, value);
        default -> parser.skipChildren();
      }
    }
  }

  /** Keeps the variant with the highest bit rate; playlists have none. */
  private void readVariants(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      String url = null;
      Long rate = null;
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        switch (name) {
          case "url" -> url = JsonValues.string(parser, value);
          case "bitrate", "bit_rate" -> rate = JsonValues.count(parser, value);
          default -> parser.skipChildren();
        }
      }
      if (url != null && rate != null && rate > bitRate) {
        video = url;
        bitRate = rate;
      }
    }
  }
}
