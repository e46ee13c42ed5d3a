package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The settings of a builder, with their defaults. */
final class SimulatorSettings {
  static final int LARGEST_PORT = 65_535;

  long seed = 42;
  double tweetsPerSecond = 100;
  long tweetLimit;
  @Nullable String bearerToken;
  int port;
  // The API's documentation promises this.
  Duration keepAlive = Duration.ofSeconds(20);
  double duplicateShare;
  double lateShare;
  Duration lateBy = Duration.ofSeconds(30);
  double happyShare = SyntheticTweets.REALISTIC_HAPPY_SHARE;
  Clock clock = Clock.systemUTC();
  long ringBytes = 64L << 20;
  long mostBehind = 32L << 20;
  Duration halfOpenAdvance = Duration.ofSeconds(30);
  Consumer<Made> onMade = made -> {};
  boolean backfillAllowed = true;
  boolean recoveryAllowed = true;
  int connectionsPerStream = 1;
  int connectsPerQuarterHour;
  String consumerKey = Secrets.random();
  String consumerSecret = Secrets.random();
  String accessToken = Secrets.random();
  String accessTokenSecret = Secrets.random();
  final List<String> rules = new ArrayList<>();
  final List<FaultScript.Step> faults = new ArrayList<>();

  /** Returns the configured credentials, or random ones. */
  Credentials credentials() {
    return new Credentials(
        bearerToken == null ? Secrets.random() : bearerToken,
        consumerKey,
        consumerSecret,
        accessToken,
        accessTokenSecret);
  }

  /**
   * Creates the API.
   *
   * @throws IllegalArgumentException if the clock is too early
   */
  SimulatedApi api(Credentials credentials) {
    check(
        clock.millis() - lateBy.toMillis() > SyntheticTweets.FIRST_MILLIS,
        "clock",
        clock.instant(),
        "set it to 2011 or later");
    StreamSettings stream =
        new StreamSettings(
            seed,
            tweetsPerSecond,
            tweetLimit,
            happyShare,
            duplicateShare,
            lateShare,
            lateBy,
            keepAlive,
            clock,
            ringBytes,
            mostBehind,
            halfOpenAdvance,
            onMade);
    PlanSettings plan =
        new PlanSettings(
            backfillAllowed, recoveryAllowed, connectionsPerStream, connectsPerQuarterHour);
    return new SimulatedApi(stream, plan, credentials, rules, faults);
  }

  static double checkShare(String name, double share) {
    check(share >= 0 && share <= 1, name, share, "give a share from 0 to 1");
    return share;
  }

  static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  static void check(boolean holds, String name, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ": " + remedy);
    }
  }
}
