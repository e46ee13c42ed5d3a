package io.github.happiesthashtags.twitter.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads any line, with all that can be in it or wrong with it: what {@link MessageParser} does,
 * without the scan.
 */
public final class FullParser {
  // Without the overflow check a line of hostile field names costs time, with it the job. Twitter
  // speaks UTF-8: a line that looks like UTF-16 is a broken one. What is wrong with a line is told
  // without showing it.
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final List<TweetFields> tweets = new ArrayList<>();
  private final Includes includes = new Includes();
  private final @Nullable WantedDetails wanted;

  /** The results of a v1.1 search, or the one tweet of an element of a tweets.js export. */
  private final List<TweetFields> listed = new ArrayList<>();

  private boolean anyData;
  private boolean anyListed;
  private boolean errors;
  private boolean problem;
  private boolean meta;
  private int strangers;
  private @Nullable MessageKind kind;
  private long kindMillis;

  /** A parser whose statuses have no details. */
  public FullParser() {
    this(null);
  }

  /**
   * A parser.
   *
   * @param wanted what to collect besides what decides what is counted, if anything
   */
  FullParser(@Nullable WantedDetails wanted) {
    this.wanted = wanted;
  }

  /** See {@link MessageParser#parse}. */
  public void parse(byte[] line, int offset, int length, MessageHandler handler) {
    int mark = ByteOrderMark.isAt(line, offset, offset + length) ? ByteOrderMark.BYTES : 0;
    offset += mark;
    length -= mark;
    if (isBlank(line, offset, length)) {
      handler.other(MessageKind.KEEP_ALIVE);
      return;
    }
    tweets.clear();
    includes.clear(line, offset, length);
    listed.clear();
    anyData = false;
    anyListed = false;
    errors = false;
    problem = false;
    meta = false;
    strangers = 0;
    kind = null;
    kindMillis = EventTimes.NONE;
    try (JsonParser parser = JSON.createParser(line, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        handler.malformed("not a JSON object");
        return;
      }
      readEnvelope(parser);
      if (parser.nextToken() != null) {
        handler.malformed("more than one JSON value in a line");
        return;
      }
    } catch (JsonProcessingException e) {
      handler.malformed("not valid JSON: " + withoutContent(e.getOriginalMessage()));
      return;
    } catch (IOException e) {
      // Jackson reports some kinds of broken UTF-8 this way.
      handler.malformed("not valid JSON: " + withoutContent(String.valueOf(e.getMessage())));
      return;
    }
    if (!isEvent(line, offset, length, handler)) {
      handOut(handler);
    }
  }

  /** Hands out an event in {@code data}; only where no tweet is, because it is read twice. */
  private boolean isEvent(byte[] line, int offset, int length, MessageHandler handler) {
    if (!anyData || tweets.size() != 1 || strangers > 0 || tweets.get(0).isTweet()) {
      return false;
    }
    ComplianceNotice.Values values = ComplianceNotice.Values.read(line, offset, length);
    MessageKind event = values == null ? null : values.dataKind();
    if (values == null || event == null) {
      return false;
    }
    handler.other(event, values.dataMillis());
    return true;
  }

  private void readEnvelope(JsonParser parser) throws IOException {
    TweetFields top = new TweetFields(wanted);
    boolean titled = false;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      switch (name) {
        case "data" -> readTweets(parser, tweets, false);
        case "statuses" -> readListed(parser, JsonToken.START_ARRAY);
        case "tweet" -> readListed(parser, JsonToken.START_OBJECT);
        case "includes" -> readIncludes(parser);
        case "errors" -> {
          errors = parser.nextToken() != JsonToken.VALUE_NULL;
          parser.skipChildren();
        }
        case "title" -> {
          titled = parser.nextToken() == JsonToken.VALUE_STRING;
          parser.skipChildren();
        }
        case "meta" -> {
          meta = parser.nextToken() == JsonToken.START_OBJECT;
          parser.skipChildren();
        }
        default -> {
          MessageKind named = MessageKind.ofField(name);
          if (named != null) {
            readOther(named, parser);
          } else {
            top.read(name, parser, false);
          }
        }
      }
    }
    problem = titled && top.isProblem();
    DetailFields beside = top.details();
    includes.setRules(beside == null ? null : beside.rules());
    if (!anyData) {
      if (top.hasText()) {
        tweets.add(top);
      } else if (anyListed) {
        anyData = true;
        tweets.addAll(listed);
      }
    }
  }

  /** Reads a v1.1 message that is no status; of what is in it, only its time matters here. */
  private void readOther(MessageKind named, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    kind = token == JsonToken.VALUE_NULL ? kind : named;
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("timestamp_ms") && value.isScalarValue()) {
        kindMillis = EventTimes.ofTimestampMs(parser.getText());
      }
      parser.skipChildren();
    }
  }

  /** Fields of these names are an envelope only if their value is of the envelope's type. */
  private void readListed(JsonParser parser, JsonToken type) throws IOException {
    if (parser.nextToken() != type) {
      parser.skipChildren();
      return;
    }
    anyListed = true;
    listed.clear();
    if (type == JsonToken.START_OBJECT) {
      listed.add(TweetFields.readObject(parser, false, wanted));
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        listed.add(readElement(parser, false));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readTweets(JsonParser parser, List<TweetFields> into, boolean nested)
      throws IOException {
    into.clear();
    strangers = nested ? strangers : 0;
    JsonToken token = parser.nextToken();
    if (!nested) {
      anyData = token != JsonToken.VALUE_NULL;
    }
    if (token == JsonToken.START_OBJECT) {
      into.add(TweetFields.readObject(parser, nested, wanted));
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          into.add(readElement(parser, nested));
        } else {
          strangers += nested ? 0 : 1;
          parser.skipChildren();
        }
      }
    } else if (token != JsonToken.VALUE_NULL) {
      strangers += nested ? 0 : 1;
    }
  }

  /** Reads one of several tweets, and notes where it stands if its JSON is wanted. */
  private TweetFields readElement(JsonParser parser, boolean nested) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    TweetFields fields = TweetFields.readObject(parser, nested, wanted);
    DetailFields details = fields.details();
    if (details != null) {
      details.standsAt(from, parser.currentLocation().getByteOffset());
    }
    return fields;
  }

  private void readIncludes(JsonParser parser) throws IOException {
    includes.clear();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (name.equals("tweets")) {
        readTweets(parser, includes.tweets, true);
      } else {
        includes.read(name, parser, parser.nextToken(), wanted);
      }
    }
  }

  private void handOut(MessageHandler handler) {
    MessageKind other = kind;
    if (tweets.isEmpty() && strangers == 0) {
      if (other != null) {
        handler.other(other, kindMillis);
      } else if (errors || problem) {
        handler.other(MessageKind.ERRORS);
      } else if (meta || anyData) {
        handler.other(MessageKind.PAGE);
      } else {
        handler.malformed("no message of a known kind");
      }
      return;
    }
    String reason = strangers == 0 ? null : "data that is no tweet object";
    for (TweetFields tweet : tweets) {
      String bad = tweet.resolve(includes, handler);
      reason = bad == null ? reason : bad;
    }
    if (reason != null) {
      handler.malformed(reason);
    }
  }

  /** Jackson's first line, without the word that it stumbled over and the line's beginning. */
  private static String withoutContent(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^(Unrecognized token) '.*'", "$1")
        .replaceFirst(" \\(start marker at .*", "");
  }

  private static boolean isBlank(byte[] line, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = line[i];
      if (b != ' ' && b != '\r' && b != '\n' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
