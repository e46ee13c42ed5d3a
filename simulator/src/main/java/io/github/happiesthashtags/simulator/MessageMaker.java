package io.github.happiesthashtags.simulator;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sequence of a stream's messages, with the configured shares of duplicate and late ones. */
final class MessageMaker {
  /** The messages of a stream, by their format. */
  enum Form {
    V1,
    V2,
    POST_EVENTS,
    USER_EVENTS,
    ACTIVITIES
  }

  private static final int REMEMBERED = 64;
  private static final long FAULTS_SEED = 0x6475_706C_6963_6174L;

  private final StreamSettings settings;
  private final Form form;
  private final SyntheticTweets tweets;
  private final ComplianceEvents events;
  private final Dice faults;
  private final LogEntry[] recent = new LogEntry[REMEMBERED];
  private long statuses;
  private long bytes;

  MessageMaker(StreamSettings settings, Form form) {
    this.settings = settings;
    this.form = form;
    this.tweets = SyntheticTweets.withSeed(settings.seed()).withHappyShare(settings.happyShare());
    this.events = new ComplianceEvents(settings.seed());
    this.faults = new Dice(settings.seed() ^ FAULTS_SEED);
  }

  LogEntry next(Instant due) {
    if (statuses > 0 && faults.chance(settings.duplicateShare())) {
      int copied = faults.below((int) Math.min(statuses, REMEMBERED));
      LogEntry original = recent[copied];
      return entry(original.sequence, due, original.message, original.parts);
    }
    long eventTime = due.toEpochMilli();
    if (faults.chance(settings.lateShare())) {
      eventTime -= 1 + (long) (faults.fraction() * settings.lateBy().toMillis());
    }
    PostParts parts = form == Form.V2 ? tweets.nextWhole(eventTime) : null;
    byte[] message =
        switch (form) {
          case V1 -> tweets.nextV1(eventTime);
          case V2 -> Objects.requireNonNull(parts).whole();
          case POST_EVENTS -> events.ofPost(eventTime);
          case USER_EVENTS -> events.ofUser(eventTime);
          case ACTIVITIES -> events.activity(eventTime);
        };
    boolean isTweet = form == Form.V1 || form == Form.V2;
    long id = isTweet ? tweets.latestId() : events.latestId();
    int slot = (int) (statuses % REMEMBERED);
    if (id != 0) {
      settings.onMade().accept(new Made(statuses, id, eventTime, message));
    }
    recent[slot] = entry(statuses++, due, message, parts);
    return recent[slot];
  }

  private LogEntry entry(long sequence, Instant due, byte[] message, @Nullable PostParts parts) {
    bytes += message.length;
    return new LogEntry(sequence, due, message, parts, bytes);
  }
}
