package io.github.happiesthashtags.twitter.xapi;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The streams of X API v2. Source: its OpenAPI description, version 2.167. */
enum XStream {
  FILTERED("/2/tweets/search/stream", 0, true),
  SAMPLE("/2/tweets/sample/stream", 0, false),
  SAMPLE10("/2/tweets/sample10/stream", 2, true),
  FIREHOSE("/2/tweets/firehose/stream", 20, true),
  FIREHOSE_EN("/2/tweets/firehose/stream/lang/en", 8, true),
  FIREHOSE_JA("/2/tweets/firehose/stream/lang/ja", 2, true),
  FIREHOSE_KO("/2/tweets/firehose/stream/lang/ko", 2, true),
  FIREHOSE_PT("/2/tweets/firehose/stream/lang/pt", 2, true),
  TWEETS_COMPLIANCE("/2/tweets/compliance/stream", 4, true),
  USERS_COMPLIANCE("/2/users/compliance/stream", 4, true),
  ACTIVITY("/2/activity/stream", 0, true);

  /** What a stream consists of. */
  enum Content {
    TWEETS,
    EVENTS
  }

  private final String path;
  private final int partitions;
  private final boolean recoverable;

  XStream(String path, int partitions, boolean recoverable) {
    this.path = path;
    this.partitions = partitions;
    this.recoverable = recoverable;
  }

  /**
   * Returns the stream of this content with a name such as {@code firehose-en}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  static XStream named(String name, Content content) {
    return Arrays.stream(values())
        .filter(stream -> stream.content() == content && stream.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the stream "
                        + name
                        + " is not known: it takes "
                        + String.join(", ", names(content))));
  }

  /** Returns the names of all streams of this content, as options take them. */
  static List<String> names(Content content) {
    return Arrays.stream(values())
        .filter(stream -> stream.content() == content)
        .map(XStream::label)
        .collect(Collectors.toList());
  }

  Content content() {
    return switch (this) {
      case TWEETS_COMPLIANCE, USERS_COMPLIANCE, ACTIVITY -> Content.EVENTS;
      default -> Content.TWEETS;
    };
  }

  /** Returns the name, as options take it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String path() {
    return path;
  }

  /** Returns the number of partitions, which are numbered from 1; 0 if the stream has none. */
  int partitions() {
    return partitions;
  }

  /**
   * Returns whether the stream supports {@code start_time} and {@code end_time}, for up to 24
   * hours.
   */
  boolean isRecoverable() {
    return recoverable;
  }

  /**
   * The stream, or the partition of a stream, that one connection reads.
   *
   * @param partition the number of the partition, from 1; 0 if the stream has none
   */
  record Part(XStream stream, int partition) implements Serializable {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");

    /**
     * Returns the connections that streams need.
     *
     * @param streams names, as {@link XStream#named} takes them
     * @param content what all of them consist of
     * @param partitions numbers and ranges such as {@code 1-4,7}; null for all
     * @throws IllegalArgumentException if a name or partition is invalid; the message says what to
     *     do
     */
    static List<Part> of(List<String> streams, Content content, @Nullable String partitions) {
      if (streams.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no stream to read: it takes " + String.join(", ", XStream.names(content)));
      }
      Set<XStream> known = new LinkedHashSet<>();
      for (String name : streams) {
        if (!known.add(XStream.named(name, content))) {
          throw new IllegalArgumentException(
              "the stream " + name + " is given twice: name every stream once");
        }
      }
      if (partitions != null && known.stream().allMatch(stream -> stream.partitions() == 0)) {
        throw new IllegalArgumentException(
            "the partitions are "
                + partitions
                + ", but "
                + String.join(" and ", streams)
                + " has none: leave them out");
      }
      List<Part> parts = new ArrayList<>();
      for (XStream stream : known) {
        if (stream.partitions() == 0) {
          parts.add(new Part(stream, 0));
        } else {
          String chosen = partitions == null ? "1-" + stream.partitions() : partitions;
          numbers(chosen, stream).forEach(number -> parts.add(new Part(stream, number)));
        }
      }
      return List.copyOf(parts);
    }

    private static Set<Integer> numbers(String partitions, XStream stream) {
      Set<Integer> numbers = new LinkedHashSet<>();
      for (String range : partitions.split(",", -1)) {
        Matcher matcher = RANGE.matcher(range.strip());
        if (!matcher.matches()) {
          throw refused(partitions, stream);
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (from < 1 || to < from || to > stream.partitions()) {
          throw refused(partitions, stream);
        }
        for (int number = from; number <= to; number++) {
          numbers.add(number);
        }
      }
      return numbers;
    }

    private static IllegalArgumentException refused(String partitions, XStream stream) {
      return new IllegalArgumentException(
          "the partitions are "
              + partitions
              + ": "
              + stream.label()
              + " takes numbers and ranges from 1 to "
              + stream.partitions()
              + ", such as 1-"
              + stream.partitions());
    }

    /** Returns the name in threads, logs and dead letters, such as {@code x-firehose-3}. */
    String label() {
      return "x-" + stream.label() + (partition == 0 ? "" : "-" + partition);
    }

    /**
     * Returns the address of the stream, with the query that every request has.
     *
     * @param apiUrl the API's address
     */
    URI uri(String apiUrl, RequestFields fields) {
      String base = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
      return URI.create(base + pathAndQuery(fields));
    }

    private String pathAndQuery(RequestFields fields) {
      String chosen = partition == 0 ? "" : "partition=" + partition;
      String asked = stream.content() == Content.EVENTS ? "" : fields.query();
      String both = chosen + (chosen.isEmpty() || asked.isEmpty() ? "" : "&") + asked;
      // The feed appends more parameters, each with an ampersand before it.
      return stream.path() + '?' + both;
    }
  }
}
