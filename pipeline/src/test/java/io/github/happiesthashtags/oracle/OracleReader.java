package io.github.happiesthashtags.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.twitter.twittertext.Extractor;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads every line as a whole tree and sorts it: statuses, other messages, dead letters. */
final class OracleReader {

  /** Strict JSON, and UTF-8 whatever the first bytes look like (Jackson would guess UTF-16). */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Numbers as they are written: 1.0 is not 1.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(new JsonNodeFactory(true))
          .build();

  private static final List<String> OTHER_KINDS =
      List.of(
          "delete",
          "limit",
          "warning",
          "scrub_geo",
          "status_withheld",
          "user_withheld",
          "disconnect",
          "errors");

  private static final Map<String, String> FORMER_LANGUAGES =
      Map.of("in", "id", "iw", "he", "ji", "yi");

  private final List<OracleStatus> statuses = new ArrayList<>();
  private final Map<String, Long> kinds = new TreeMap<>();
  private final List<Integer> deadLetters = new ArrayList<>();

  private OracleReader() {}

  static OracleReader read(List<byte[]> lines) {
    OracleReader reader = new OracleReader();
    for (int number = 0; number < lines.size(); number++) {
      if (!reader.readLine(lines.get(number))) {
        reader.deadLetters.add(number);
      }
    }
    return reader;
  }

  List<OracleStatus> statuses() {
    return statuses;
  }

  Map<String, Long> kinds() {
    return kinds;
  }

  List<Integer> deadLetters() {
    return deadLetters;
  }

  /** Returns false when the line, or a part of it, is a dead letter. */
  private boolean readLine(byte[] line) {
    if (isBlank(line)) {
      return count("keep_alive");
    }
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (IOException notJson) {
      return false;
    }
    JsonNode includes = field(message, "includes");
    JsonNode data = field(message, "data");
    if (data.isArray()) {
      boolean allGood = true;
      for (JsonNode element : data) {
        allGood &= addStatus(element, includes);
      }
      return allGood;
    }
    if (data.isObject()) {
      return addStatus(data, includes);
    }
    if (!data.isMissingNode()) {
      return false;
    }
    if (textSource(message).isPresent()) {
      return addStatus(message, includes);
    }
    if (field(message, "tweet").isObject()) {
      return addStatus(field(message, "tweet"), includes);
    }
    List<JsonNode> results = elements(field(message, "statuses"));
    if (!results.isEmpty()) {
      boolean allGood = true;
      for (JsonNode element : results) {
        allGood &= !element.isObject() || addStatus(element, includes);
      }
      return allGood;
    }
    for (String kind : OTHER_KINDS) {
      if (!field(message, kind).isMissingNode()) {
        return count(kind);
      }
    }
    if (isProblem(message)) {
      return count("errors");
    }
    if (!field(message, "meta").isMissingNode() || field(message, "statuses").isArray()) {
      return count("page");
    }
    return false;
  }

  private static boolean isProblem(JsonNode message) {
    String type = string(message, "type").orElse("");
    return string(message, "title").isPresent()
        && (type.equals("about:blank") || type.matches("(?s).*/problems/.*"));
  }

  private boolean count(String kind) {
    kinds.merge(kind, 1L, Long::sum);
    return true;
  }

  private boolean addStatus(JsonNode tweet, JsonNode includes) {
    Optional<OracleStatus> status = status(tweet, includes);
    status.ifPresent(statuses::add);
    return status.isPresent();
  }

  private static Optional<OracleStatus> status(JsonNode tweet, JsonNode includes) {
    Optional<Long> version = id(tweet);
    Optional<Source> own = textSource(tweet);
    if (version.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    long first = firstVersion(tweet).orElse(version.get());
    Optional<Long> time = OracleTimes.eventTime(tweet, version.get(), first);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    List<JsonNode> retweeted = retweeted(tweet);
    Source source =
        retweeted.stream()
            .flatMap(reference -> carried(reference, includes).stream())
            .findFirst()
            .orElse(own.get());
    String text = unescape(source.text());
    return Optional.of(
        new OracleStatus(
            first,
            version.get(),
            time.get(),
            language(string(tweet, "lang").orElse("")),
            !retweeted.isEmpty(),
            text,
            hashtags(text, source.entities())));
  }

  /** The code that a language has today, in lower case. */
  static String language(String code) {
    String[] parts = code.toLowerCase(Locale.ROOT).split("-", 2);
    parts[0] = FORMER_LANGUAGES.getOrDefault(parts[0], parts[0]);
    return String.join("-", parts);
  }

  private static Optional<Long> id(JsonNode tweet) {
    return id(tweet, "id_str").or(() -> id(tweet, "id"));
  }

  private static Optional<Long> id(JsonNode holder, String name) {
    return readId(field(holder, name));
  }

  private static Optional<Long> readId(JsonNode value) {
    return wholeNumber(value.isObject() ? field(value, "$numberLong") : value).filter(n -> n > 0);
  }

  static Optional<Long> wholeNumber(JsonNode value) {
    BigInteger number;
    if (value.isIntegralNumber()) {
      number = value.bigIntegerValue();
    } else if (value.isTextual() && value.textValue().matches("-?[0-9]+")) {
      number = new BigInteger(value.textValue());
    } else {
      return Optional.empty();
    }
    return number.bitLength() < Long.SIZE ? Optional.of(number.longValue()) : Optional.empty();
  }

  private static Optional<Long> firstVersion(JsonNode tweet) {
    JsonNode ids = field(tweet, "edit_history_tweet_ids");
    Optional<Long> first = ids.isArray() ? readId(ids.path(0)) : Optional.empty();
    return first.or(() -> id(field(tweet, "edit_history"), "initial_tweet_id"));
  }

  /** What a tweet says it retweets, resolved or not; empty when it is no retweet. */
  private static List<JsonNode> retweeted(JsonNode tweet) {
    List<JsonNode> found = new ArrayList<>();
    if (field(tweet, "retweeted_status").isObject()) {
      found.add(field(tweet, "retweeted_status"));
    }
    for (JsonNode reference : elements(field(tweet, "referenced_tweets"))) {
      if (string(reference, "type").equals(Optional.of("retweeted"))) {
        found.add(reference);
      }
    }
    return found;
  }

  private static Optional<Source> carried(JsonNode reference, JsonNode includes) {
    Optional<Source> embedded = textSource(reference);
    if (embedded.isPresent()) {
      return embedded;
    }
    Optional<Long> id = id(reference);
    for (JsonNode included : elements(field(includes, "tweets"))) {
      if (id.isPresent() && id(included).equals(id)) {
        return textSource(included);
      }
    }
    return Optional.empty();
  }

  /** A text and the entities that belong to it (missing when there are none). */
  private record Source(String text, JsonNode entities) {}

  private static Optional<Source> textSource(JsonNode tweet) {
    JsonNode note = field(tweet, "note_tweet");
    JsonNode extended = field(tweet, "extended_tweet");
    return source(note, "text")
        .or(() -> source(extended, "full_text"))
        .or(() -> source(tweet, "full_text"))
        .or(() -> source(tweet, "text"));
  }

  private static Optional<Source> source(JsonNode holder, String name) {
    return string(holder, name).map(text -> new Source(text, field(holder, "entities")));
  }

  private static List<String> hashtags(String text, JsonNode entities) {
    return entities.isObject()
        ? listed(field(entities, "hashtags")).orElseGet(() -> extracted(text))
        : extracted(text);
  }

  private static List<String> extracted(String text) {
    return new Extractor().extractHashtags(text);
  }

  /** The hashtags of an entities object, empty if any of them is not as Twitter writes it. */
  private static Optional<List<String>> listed(JsonNode hashtags) {
    if (!hashtags.isMissingNode() && !hashtags.isArray()) {
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    for (JsonNode hashtag : hashtags) {
      Optional<String> name = string(hashtag, "tag").or(() -> string(hashtag, "text"));
      if (name.isEmpty()) {
        return Optional.empty();
      }
      found.add(name.get());
    }
    return Optional.of(found);
  }

  /** One pass: what an unescaped ampersand makes with its neighbours is not unescaped again. */
  static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("&amp;", at)) {
        plain.append('&');
        at += 5;
      } else if (text.startsWith("&lt;", at)) {
        plain.append('<');
        at += 4;
      } else if (text.startsWith("&gt;", at)) {
        plain.append('>');
        at += 4;
      } else {
        plain.append(text.charAt(at));
        at++;
      }
    }
    return plain.toString();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  /** A field whose value is null counts as absent. */
  static JsonNode field(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private static Optional<String> string(JsonNode object, String name) {
    return Optional.ofNullable(field(object, name).textValue());
  }

  private static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(list::add);
    }
    return list;
  }
}
