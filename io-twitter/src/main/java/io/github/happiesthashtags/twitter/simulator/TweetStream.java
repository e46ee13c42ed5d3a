package io.github.happiesthashtags.twitter.simulator;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * The one stream of a simulator: which messages come next, and when they are due. All connections
 * draw from it, so none of them sees what another one got, except for duplicates.
 */
final class TweetStream {
  /** Some 100 KB: enough to spread the cost of a write, little enough to go out at once. */
  private static final int LARGEST_BATCH = 128;

  /** After a pause, such as of a client that does not read, no more than this is made up for. */
  private static final Duration MOST_ARREARS = Duration.ofSeconds(1);

  private static final int REMEMBERED = 64;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final long FAULTS_SEED = 0x6475_706C_6963_6174L;

  private final StreamSettings settings;
  private final SyntheticTweets tweets;
  private final Dice faults;
  private final byte[][] recent = new byte[REMEMBERED][];
  private int recentCount;
  private long made;
  private int readers;
  private double due;
  private Instant countedUntil = Instant.MIN;

  TweetStream(StreamSettings settings) {
    this.settings = settings;
    this.tweets = SyntheticTweets.withSeed(settings.seed()).withHappyShare(settings.happyShare());
    this.faults = new Dice(settings.seed() ^ FAULTS_SEED);
    // The first status is due at once: a slow stream need not be waited for to be seen to work.
    this.due = settings.tweetsPerSecond() > 0 ? 1 : 0;
  }

  /** Time counts from here on, until every reader has left. */
  synchronized void enter() {
    if (readers == 0) {
      countedUntil = settings.clock().instant();
    }
    readers++;
  }

  synchronized void leave() {
    count();
    readers--;
  }

  /**
   * Appends the messages that are due, or a first batch of them.
   *
   * @return how many
   */
  synchronized int drainTo(ByteArrayOutputStream out) {
    count();
    int batch = (int) Math.min(due, LARGEST_BATCH);
    if (settings.tweetLimit() > 0) {
      batch = (int) Math.min(batch, settings.tweetLimit() - made);
    }
    for (int i = 0; i < batch; i++) {
      out.writeBytes(next());
      out.writeBytes(LINE_END);
    }
    due -= batch;
    made += batch;
    return batch;
  }

  private void count() {
    Instant now = settings.clock().instant();
    if (now.isAfter(countedUntil)) {
      double seconds = Duration.between(countedUntil, now).toNanos() / 1e9;
      double most = Math.max(1, settings.tweetsPerSecond() * MOST_ARREARS.toSeconds());
      due = Math.min(most, due + seconds * settings.tweetsPerSecond());
      countedUntil = now;
    }
  }

  private byte[] next() {
    if (recentCount > 0 && faults.chance(settings.duplicateShare())) {
      return recent[faults.below(Math.min(recentCount, REMEMBERED))];
    }
    long eventTime = settings.clock().millis();
    if (faults.chance(settings.lateShare())) {
      eventTime -= 1 + (long) (faults.fraction() * settings.lateBy().toMillis());
    }
    byte[] message = tweets.nextV2(eventTime);
    recent[recentCount % REMEMBERED] = message;
    // Stays at or above REMEMBERED once it is there, however long the stream.
    recentCount = recentCount + 1 == 2 * REMEMBERED ? REMEMBERED : recentCount + 1;
    return message;
  }
}
