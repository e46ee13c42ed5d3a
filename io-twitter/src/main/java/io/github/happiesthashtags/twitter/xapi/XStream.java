package io.github.happiesthashtags.twitter.xapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The streams of tweets that X API v2 has. Source: its OpenAPI description, version 2.167. */
enum XStream {
  FILTERED("/2/tweets/search/stream", 0, true),
  SAMPLE("/2/tweets/sample/stream", 0, false),
  SAMPLE10("/2/tweets/sample10/stream", 2, true),
  FIREHOSE("/2/tweets/firehose/stream", 20, true),
  FIREHOSE_EN("/2/tweets/firehose/stream/lang/en", 8, true),
  FIREHOSE_JA("/2/tweets/firehose/stream/lang/ja", 2, true),
  FIREHOSE_KO("/2/tweets/firehose/stream/lang/ko", 2, true),
  FIREHOSE_PT("/2/tweets/firehose/stream/lang/pt", 2, true);

  private final String path;
  private final int partitions;
  private final boolean recoverable;

  XStream(String path, int partitions, boolean recoverable) {
    this.path = path;
    this.partitions = partitions;
    this.recoverable = recoverable;
  }

  /**
   * The stream of this name, such as {@code firehose-en}.
   *
   * @throws IllegalArgumentException that says which names there are
   */
  static XStream named(String name) {
    return Arrays.stream(values())
        .filter(stream -> stream.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the stream "
                        + name
                        + " is not known: it takes "
                        + String.join(", ", names())));
  }

  /** All names, as options take them. */
  static List<String> names() {
    return Arrays.stream(values()).map(XStream::label).collect(Collectors.toList());
  }

  /** The name, as options take it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String path() {
    return path;
  }

  /** How many partitions there are, numbered from 1; 0 if the stream is whole. */
  int partitions() {
    return partitions;
  }

  /** Whether {@code start_time} and {@code end_time} can ask for up to 24 hours. */
  boolean isRecoverable() {
    return recoverable;
  }
}
