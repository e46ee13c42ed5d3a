package io.github.happiesthashtags.twitter.testing;

/** Synthetic statuses in each of Twitter's formats. */
public final class WireMessages {
  /** 2018-03-10T14:03:15.000Z, in all three places that a status can carry it. */
  public static final long TIME_MILLIS = 1_520_690_595_000L;

  public static final String V1_CREATED_AT = "Sat Mar 10 14:03:15 +0000 2018";
  public static final String V2_CREATED_AT = "2018-03-10T14:03:15.000Z";

  private WireMessages() {}

  /** Returns the id of a status of {@link #TIME_MILLIS}. */
  public static long id(int sequence) {
    return idAt(TIME_MILLIS, sequence);
  }

  /** Returns the id of a status of a given time. */
  public static long idAt(long millis, int sequence) {
    return ((millis - 1_288_834_974_657L) << 22) + sequence;
  }

  /** Returns a v1.1 stream message. */
  public static Json v1(int sequence, String text, String... hashtags) {
    return Json.object(
        "created_at", V1_CREATED_AT,
        "id", id(sequence),
        "id_str", String.valueOf(id(sequence)),
        "text", text,
        "user", Json.object("id", 7, "lang", "xx", "created_at", "never"),
        "entities", Json.v1Entities(hashtags),
        "lang", "en",
        "timestamp_ms", String.valueOf(TIME_MILLIS));
  }

  /**
   * Returns a v2 tweet object, for a line as twarc flattens pages, or for the data of a message.
   */
  public static Json v2(int sequence, String text, String... hashtags) {
    return Json.object(
        "id",
        String.valueOf(id(sequence)),
        "text",
        text,
        "created_at",
        V2_CREATED_AT,
        "lang",
        "en",
        "entities",
        Json.v2Entities(hashtags));
  }

  /** Returns a v2 tweet object that retweets another by id only. */
  public static Json v2Retweet(int sequence, int of, String text) {
    return v2(sequence, text)
        .with(
            "referenced_tweets",
            Json.array(Json.object("type", "retweeted", "id", String.valueOf(id(of)))));
  }

  /** Returns a v2 stream message. */
  public static Json v2Message(Json tweet, Json... included) {
    Json message = Json.object("data", tweet, "matching_rules", Json.array());
    return included.length == 0
        ? message
        : message.with("includes", Json.object("tweets", Json.array((Object[]) included)));
  }

  /** Returns a v2 page. */
  public static Json v2Page(Json... tweets) {
    return Json.object(
        "data", Json.array((Object[]) tweets), "meta", Json.object("result_count", tweets.length));
  }
}
