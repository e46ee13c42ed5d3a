package io.github.happiesthashtags.twitter;

import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import io.github.happiesthashtags.twitter.wire.DamagedContentException;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
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

  private transient MessageParser parser = new MessageParser();

  @Setup
  public void setup() {
    parser = new MessageParser();
  }

  @ProcessElement
  public void process(@Element MessageBlock block, OutputReceiver<Tweet> out) throws IOException {
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public void status(Status status) {
            statuses.inc();
            Instant time = Instant.ofEpochMilli(status.timestampMillis());
            out.outputWithTimestamp(
                Tweet.builder()
                    .setId(status.id())
                    .setTimestamp(time)
                    .setLang(status.lang())
                    .setRetweet(status.isRetweet())
                    .setText(status.text())
                    .setHashtags(status.hashtags())
                    .build(),
                time);
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

  // A late status may be older than its block's timestamp, which only holds the watermark back.
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to allow old timestamps yet.
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
