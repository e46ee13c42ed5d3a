package io.github.happiesthashtags.twitter;

import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import io.github.happiesthashtags.twitter.wire.StatusDetails;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that parses blocks into tweets, each at its own event time; non-status messages are
 * counted by kind.
 */
final class ParseTweets extends DoFn<MessageBlock, Tweet> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ParseTweets.class);

  private final Counter statuses = Metrics.counter(SourceMetrics.NAMESPACE, "statuses");
  private final Counter malformed = Metrics.counter(SourceMetrics.NAMESPACE, "malformed");

  private final EnumSet<TweetField> fields;
  private transient MessageParser parser = new MessageParser();

  /**
   * A step.
   *
   * @param fields what a tweet gets; its id, time and retweet flag cost nothing and are always set
   */
  ParseTweets(Set<TweetField> fields) {
    this.fields = EnumSet.noneOf(TweetField.class);
    this.fields.addAll(fields);
  }

  @Setup
  public void setup() {
    parser = new MessageParser(fields);
  }

  @ProcessElement
  public void process(@Element MessageBlock block, OutputReceiver<Tweet> out) throws IOException {
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public void status(Status status) {
            statuses.inc();
            Instant time = Instant.ofEpochMilli(status.timestampMillis());
            out.outputWithTimestamp(tweet(status, time, fields), time);
          }

          @Override
          public void other(MessageKind kind) {
            Metrics.counter(SourceMetrics.NAMESPACE, "messages_" + kind.label()).inc();
          }

          @Override
          public void malformed(String reason) {
            malformed.inc();
          }
        };
    try {
      block.read(
          (line, offset, length, position, overlong) -> {
            if (overlong) {
              handler.malformed("overlong");
            } else {
              parser.parse(line, offset, length, handler);
            }
            return true;
          });
    } catch (DamagedContentException e) {
      LOG.warn("{}", e.getMessage());
      malformed.inc();
    }
  }

  static Tweet tweet(Status status, Instant time, Set<TweetField> fields) {
    Tweet.Builder tweet =
        Tweet.builder()
            .setId(status.id())
            .setTimestamp(time)
            .setRetweet(status.isRetweet())
            .setLang(fields.contains(TweetField.LANG) ? status.lang() : null)
            .setText(fields.contains(TweetField.TEXT) ? status.text() : "")
            .setVersionId(fields.contains(TweetField.VERSION_ID) ? status.versionId() : null);
    if (fields.contains(TweetField.HASHTAGS)) {
      tweet.setHashtags(status.hashtags());
    }
    StatusDetails details = status.details();
    return details.equals(StatusDetails.NONE) ? tweet.build() : withDetails(tweet, details);
  }

  private static Tweet withDetails(Tweet.Builder tweet, StatusDetails details) {
    TweetKind kind = details.kind();
    return tweet
        .setKind(kind == null ? null : kind.name())
        .setAuthor(details.author())
        .setConversationId(details.conversationId())
        .setInReplyToTweetId(details.inReplyToTweetId())
        .setInReplyToUserId(details.inReplyToUserId())
        .setQuotedTweetId(details.quotedTweetId())
        .setRetweetedTweetId(details.retweetedTweetId())
        .setEntities(details.entities())
        .setContextAnnotations(details.contextAnnotations())
        .setMedia(details.media())
        .setPlace(details.place())
        .setCoordinates(details.coordinates())
        .setMetrics(details.metrics())
        .setSource(details.source())
        .setPossiblySensitive(details.possiblySensitive())
        .setWithheldCountries(details.withheldCountries())
        .setEditHistory(details.editHistory())
        .setMatchingRules(details.matchingRules())
        .setRawJson(details.rawJson())
        .build();
  }

  // A late status may be older than its block's timestamp, which only holds the watermark back.
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to allow old timestamps yet.
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
