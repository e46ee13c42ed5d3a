package io.github.happiesthashtags.simulator;

import java.time.Instant;

/** The sequence of a stream's messages, with the configured shares of duplicate and late ones. */
final class MessageMaker {
  /** The API version whose format the messages have. */
  enum Form {
    V1,
    V2
  }

  private static final int REMEMBERED = 64;
  private static final long FAULTS_SEED = 0x6475_706C_6963_6174L;

  private final StreamSettings settings;
  private final Form form;
  private final SyntheticTweets tweets;
  private final Dice faults;
  private final byte[][] recent = new byte[REMEMBERED][];
  private final long[] recentSequences = new long[REMEMBERED];
  private long statuses;
  private long bytes;

  MessageMaker(StreamSettings settings, Form form) {
    this.settings = settings;
    this.form = form;
    this.tweets = SyntheticTweets.withSeed(settings.seed()).withHappyShare(settings.happyShare());
    this.faults = new Dice(settings.seed() ^ FAULTS_SEED);
  }

  LogEntry next(Instant due) {
    if (statuses > 0 && faults.chance(settings.duplicateShare())) {
      int copied = faults.below((int) Math.min(statuses, REMEMBERED));
      return entry(recentSequences[copied], due, recent[copied]);
    }
    long eventTime = due.toEpochMilli();
    if (faults.chance(settings.lateShare())) {
      eventTime -= 1 + (long) (faults.fraction() * settings.lateBy().toMillis());
    }
    byte[] message = form == Form.V2 ? tweets.nextV2(eventTime) : tweets.nextV1(eventTime);
    int slot = (int) (statuses % REMEMBERED);
    recent[slot] = message;
    recentSequences[slot] = statuses;
    if (tweets.latestId() != 0) {
      settings.onMade().accept(new Made(statuses, tweets.latestId(), eventTime, message));
    }
    return entry(statuses++, due, message);
  }

  private LogEntry entry(long sequence, Instant due, byte[] message) {
    bytes += message.length;
    return new LogEntry(sequence, due, message, bytes);
  }
}
