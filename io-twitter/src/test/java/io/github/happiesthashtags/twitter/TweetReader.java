package io.github.happiesthashtags.twitter;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.joda.time.Instant;

/** Reads the tweets of a line as {@link TweetForm} does, without a pipeline. */
public final class TweetReader implements MessageHandler {
  private final Set<TweetField> fields;
  private final MessageParser parser;
  private final List<Tweet> tweets = new ArrayList<>();

  public TweetReader(Set<TweetField> fields) {
    this.fields = fields;
    this.parser = new MessageParser(fields);
  }

  /** The well-formed tweets of a line. */
  public List<Tweet> read(byte[] line) {
    return read(line, 0, line.length);
  }

  public List<Tweet> read(byte[] line, int offset, int length) {
    tweets.clear();
    parser.parse(line, offset, length, this);
    return tweets;
  }

  @Override
  public void status(Status status) {
    tweets.add(TweetForm.tweet(status, Instant.ofEpochMilli(status.timestampMillis()), fields));
  }

  @Override
  public void other(MessageKind kind) {}

  @Override
  public void malformed(String reason) {}
}
