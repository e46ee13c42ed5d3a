package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text and what its own entities list. */
final class TextSource {
  @Nullable String text;

  /** Null without entities in Twitter's form. */
  @Nullable List<String> hashtags;

  /** Null without entities, or if they are not wanted. */
  @Nullable Entities entities;

  /** The media of {@code entities}: in v1.1 the first one only. */
  @Nullable List<Media> firstMedia;

  /** The media of {@code extended_entities}. */
  @Nullable List<Media> media;

  /** Reads the object that holds a text of its own, with its entities. */
  void read(String textField, JsonParser parser, JsonToken token, @Nullable WantedDetails wanted)
      throws IOException {
    text = null;
    hashtags = null;
    entities = null;
    firstMedia = null;
    media = null;
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals(textField)) {
        text = JsonValues.string(parser, value);
      } else if (name.equals("entities")) {
        readEntities(parser, value, wanted);
      } else if (name.equals("extended_entities") && wanted != null && wanted.media) {
        media = EntityReader.extendedMedia(parser, value);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Reads an entities object: its hashtags, and the rest if it is wanted. */
  void readEntities(JsonParser parser, JsonToken token, @Nullable WantedDetails wanted)
      throws IOException {
    hashtags = null;
    entities = null;
    firstMedia = null;
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    hashtags = List.of();
    Entities.Builder builder = wanted != null && wanted.entities ? Entities.builder() : null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("hashtags")) {
        if (value == JsonToken.START_ARRAY) {
          hashtags = readHashtags(parser);
        } else {
          hashtags = value == JsonToken.VALUE_NULL ? List.of() : null;
          parser.skipChildren();
        }
      } else if (name.equals("media") && wanted != null && wanted.media) {
        firstMedia = EntityReader.media(parser, value);
      } else if (builder == null) {
        parser.skipChildren();
      } else {
        EntityReader.read(name, parser, value, builder);
      }
    }
    entities = builder == null ? null : builder.build();
  }

  /** Takes over the entities of another text, which describe both. */
  void shareEntities(TextSource other) {
    hashtags = other.hashtags;
    entities = other.entities;
    firstMedia = other.firstMedia;
  }

  /**
   * The hashtags of the entities' array whose start the parser stands on.
   *
   * @return null if one of the entities is not in Twitter's form
   */
  static @Nullable List<String> readHashtags(JsonParser parser) throws IOException {
    List<String> hashtags = new ArrayList<>(4);
    boolean known = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String tag = null;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          JsonToken value = parser.nextToken();
          // v1.1 calls it text, v2 tag.
          if (name.equals("text") || name.equals("tag")) {
            tag = JsonValues.string(parser, value);
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
      known &= tag != null;
      if (tag != null && !tag.isEmpty()) {
        hashtags.add(tag);
      }
    }
    return known ? hashtags : null;
  }
}
