package io.github.happiesthashtags.simulator;

import java.util.Arrays;
import java.util.Optional;

/** The API's streams and their differences. */
enum StreamEndpoint {
  FILTERED("filtered_stream", "/2/tweets/search/stream", 0, true),
  SAMPLE("sample_stream", "/2/tweets/sample/stream", 0, false),
  SAMPLE10("sample10_stream", "/2/tweets/sample10/stream", 2, true),
  FIREHOSE("firehose_stream", "/2/tweets/firehose/stream", 20, true),
  FIREHOSE_EN("firehose_stream_lang_en", "/2/tweets/firehose/stream/lang/en", 8, true),
  FIREHOSE_JA("firehose_stream_lang_ja", "/2/tweets/firehose/stream/lang/ja", 2, true),
  FIREHOSE_KO("firehose_stream_lang_ko", "/2/tweets/firehose/stream/lang/ko", 2, true),
  FIREHOSE_PT("firehose_stream_lang_pt", "/2/tweets/firehose/stream/lang/pt", 2, true),
  TWEETS_COMPLIANCE("tweets_compliance_stream", "/2/tweets/compliance/stream", 4, true),
  USERS_COMPLIANCE("users_compliance_stream", "/2/users/compliance/stream", 4, true),
  ACTIVITY("activity_stream", "/2/activity/stream", 0, true),
  V1_SAMPLE("statuses_sample", "/1.1/statuses/sample.json", 0, false),
  V1_FILTER("statuses_filter", "/1.1/statuses/filter.json", 0, false);

  private final String id;
  private final String path;
  private final int partitions;
  private final boolean recovers;

  StreamEndpoint(String id, String path, int partitions, boolean recovers) {
    this.id = id;
    this.path = path;
    this.partitions = partitions;
    this.recovers = recovers;
  }

  static Optional<StreamEndpoint> at(String path) {
    return Arrays.stream(values()).filter(endpoint -> endpoint.path.equals(path)).findFirst();
  }

  /** Returns the v2 stream with this id in the connections API. */
  static Optional<StreamEndpoint> named(String id) {
    return Arrays.stream(values())
        .filter(endpoint -> !endpoint.isV1() && endpoint.id.equals(id))
        .findFirst();
  }

  String id() {
    return id;
  }

  String path() {
    return path;
  }

  /** Returns the number of partitions; 0 if the stream is not divided. */
  int partitions() {
    return partitions;
  }

  /** Returns whether the stream supports {@code start_time} and {@code end_time}. */
  boolean recovers() {
    return recovers;
  }

  /** Returns the messages that the stream consists of. */
  MessageMaker.Form form() {
    return switch (this) {
      case V1_SAMPLE, V1_FILTER -> MessageMaker.Form.V1;
      case TWEETS_COMPLIANCE -> MessageMaker.Form.POST_EVENTS;
      case USERS_COMPLIANCE -> MessageMaker.Form.USER_EVENTS;
      case ACTIVITY -> MessageMaker.Form.ACTIVITIES;
      default -> MessageMaker.Form.V2;
    };
  }

  boolean isV1() {
    return this == V1_SAMPLE || this == V1_FILTER;
  }
}
