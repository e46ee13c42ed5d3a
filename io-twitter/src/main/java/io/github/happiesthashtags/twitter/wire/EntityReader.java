package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.twitter.tweet.Annotation;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Mention;
import io.github.happiesthashtags.twitter.tweet.Url;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the entities of a text, and media, in the forms of v1.1 and v2. */
final class EntityReader {
  private EntityReader() {}

  /** Reads the object that a parser stands on. */
  interface ObjectReader<T> {
    T read(JsonParser parser) throws IOException;
  }

  /** Reads the objects of a list; null if there is no list. */
  static <T> @Nullable List<T> list(JsonParser parser, JsonToken token, ObjectReader<T> reader)
      throws IOException {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    List<T> list = new ArrayList<>(4);
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        list.add(reader.read(parser));
      } else {
        parser.skipChildren();
      }
    }
    return list;
  }

  /** Reads a member of an entities object, if it is one that is kept. */
  static void read(String name, JsonParser parser, JsonToken token, Entities.Builder into)
      throws IOException {
    switch (name) {
      case "symbols", "cashtags" -> {
        List<String> cashtags =
            token == JsonToken.START_ARRAY ? TextSource.readHashtags(parser) : null;
        parser.skipChildren();
        into.setCashtags(orEmpty(cashtags));
      }
      case "user_mentions", "mentions" ->
          into.setMentions(orEmpty(list(parser, token, EntityReader::mention)));
      case "urls" -> into.setUrls(orEmpty(list(parser, token, EntityReader::url)));
      case "annotations" ->
          into.setAnnotations(orEmpty(list(parser, token, EntityReader::annotation)));
      default -> parser.skipChildren();
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Mention mention(JsonParser parser) throws IOException {
    Mention.Builder mention = Mention.builder();
    long id = JsonValues.NO_ID;
    long idStr = JsonValues.NO_ID;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "id" -> id = JsonValues.id(parser, token);
        case "id_str" -> idStr = JsonValues.id(parser, token);
        case "screen_name", "username" -> mention.setUsername(JsonValues.string(parser, token));
        case "name" -> mention.setName(JsonValues.string(parser, token));
        default -> parser.skipChildren();
      }
    }
    return mention.setId(JsonValues.idOrNull(idStr == JsonValues.NO_ID ? id : idStr)).build();
  }

  private static Url url(JsonParser parser) throws IOException {
    Url.Builder url = Url.builder();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "url" -> url.setUrl(JsonValues.string(parser, token));
        case "expanded_url" -> url.setExpandedUrl(JsonValues.string(parser, token));
        case "display_url" -> url.setDisplayUrl(JsonValues.string(parser, token));
        case "unwound_url" -> url.setUnwoundUrl(JsonValues.string(parser, token));
        case "title" -> url.setTitle(JsonValues.string(parser, token));
        case "unwound" -> readUnwound(parser, token, url);
        default -> parser.skipChildren();
      }
    }
    return url.build();
  }

  /** Reads the object in which v1.1 gateways say where redirects end. */
  private static void readUnwound(JsonParser parser, JsonToken token, Url.Builder url)
      throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "url" -> url.setUnwoundUrl(JsonValues.string(parser, value));
        case "title" -> url.setTitle(JsonValues.string(parser, value));
        default -> parser.skipChildren();
      }
    }
  }

  private static Annotation annotation(JsonParser parser) throws IOException {
    Annotation.Builder annotation = Annotation.builder();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "normalized_text" -> annotation.setText(JsonValues.string(parser, token));
        case "type" -> annotation.setType(JsonValues.string(parser, token));
        case "probability" -> annotation.setProbability(JsonValues.decimal(parser, token));
        default -> parser.skipChildren();
      }
    }
    return annotation.build();
  }

  /** Reads the media of an {@code extended_entities} object. */
  static @Nullable List<Media> extendedMedia(JsonParser parser, JsonToken token)
      throws IOException {
    return JsonValues.member("media", parser, token, EntityReader::media);
  }

  /** Reads a list of media. */
  static @Nullable List<Media> media(JsonParser parser, JsonToken token) throws IOException {
    return list(parser, token, parserOfObject -> new MediaReader().read(parserOfObject));
  }
}
