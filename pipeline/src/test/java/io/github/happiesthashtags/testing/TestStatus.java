package io.github.happiesthashtags.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.happiesthashtags.twitter.Tweet;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.values.TimestampedValue;

/**
 * A status of New Year's Day 2020, as a tweet or as a line of a recording. Every method but the
 * last three returns a changed copy.
 */
public record TestStatus(
    long id, Instant time, String lang, boolean retweet, String text, List<String> hashtags) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A time of that day, such as {@code 10:05} or {@code 10:05:30.500}. */
  public static Instant time(String time) {
    return Instant.parse("2020-01-01T" + (time.length() == 5 ? time + ":00" : time) + "Z");
  }

  /** The same for Beam. */
  public static org.joda.time.Instant beamTime(String time) {
    return org.joda.time.Instant.ofEpochMilli(time(time).toEpochMilli());
  }

  /** A status at a time of that day whose id follows from the time, with one smile. */
  public static TestStatus at(String time) {
    Instant instant = time(time);
    long id = instant.toEpochMilli() % 86_400_000 + 1;
    return new TestStatus(id, instant, "en", false, "", List.of()).smiling(1);
  }

  public TestStatus withId(long newId) {
    return new TestStatus(newId, time, lang, retweet, text, hashtags);
  }

  public TestStatus withLang(String newLang) {
    return new TestStatus(id, time, newLang, retweet, text, hashtags);
  }

  public TestStatus asRetweet() {
    return new TestStatus(id, time, lang, true, text, hashtags);
  }

  public TestStatus saying(String newText) {
    return new TestStatus(id, time, lang, retweet, newText, hashtags);
  }

  public TestStatus smiling(int times) {
    return saying("well " + ":) ".repeat(times));
  }

  public TestStatus tagged(String... tags) {
    return new TestStatus(id, time, lang, retweet, text, List.of(tags));
  }

  /** The status as a tweet. */
  public Tweet tweet() {
    return Tweet.builder()
        .setId(id)
        .setTimestamp(org.joda.time.Instant.ofEpochMilli(time.toEpochMilli()))
        .setLang(lang)
        .setRetweet(retweet)
        .setText(text)
        .setHashtags(hashtags)
        .build();
  }

  /** The status as a tweet at its event time. */
  public TimestampedValue<Tweet> stamped() {
    return TimestampedValue.of(tweet(), tweet().getTimestamp());
  }

  /** The status as a line of a v1.1 stream, without its line end. */
  public String line() {
    ObjectNode status =
        JSON.createObjectNode()
            .put("id", id)
            .put("timestamp_ms", Long.toString(time.toEpochMilli()))
            .put("lang", lang)
            .put("text", text);
    if (retweet) {
      status.set("retweeted_status", JSON.createObjectNode());
    }
    ArrayNode tags = JSON.createArrayNode();
    hashtags.forEach(hashtag -> tags.add(JSON.createObjectNode().put("text", hashtag)));
    status.set("entities", JSON.createObjectNode().set("hashtags", tags));
    return status.toString();
  }
}
