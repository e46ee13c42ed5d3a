package io.github.happiesthashtags.twitter.xapi;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * What to read from X API v2, and with which settings. Immutable; holds the path of the token file,
 * never the token.
 *
 * <pre>{@code
 * XApi.streams("filtered")
 *     .withBearerTokenFile("/run/secrets/x-token")
 *     .withRules(List.of("(cat OR dog) has:hashtags lang:en"))
 *     .withMaxPostsPerDay(50_000)
 * }</pre>
 *
 * <h2>Streams</h2>
 *
 * <p>{@code filtered} and {@code sample} are one connection each. {@code sample10} has 2
 * partitions, {@code firehose} 20, {@code firehose-en} 8, and {@code firehose-ja}, {@code -ko} and
 * {@code -pt} have 2; each partition is a connection. The app's plan decides which of them the app
 * may read.
 *
 * <h2>Connections</h2>
 *
 * <p>The feed reconnects at once after a lost connection, then after 250 ms more each time, up to
 * 16 s. After an HTTP error it waits 5 s, doubling to 320 s; after a 429 a minute, doubling to 16
 * min, and at least as long as the API says. A connection that has lived for 20 s and delivered
 * data resets the waits. A connection counts as lost after 30 s without a byte: X sends a
 * keep-alive every 20 s. If X says that another connection holds the stream, the feed ends the one
 * that it lost, once, through {@code /2/connections}. X allows 50 connects in 15 minutes.
 *
 * <p>A 401 ends the feed unless the token file has changed since. A 403 ends the feed unless X
 * refuses only to send missed posts; then the feed reads on without them. If the filtered stream
 * has no rules, the feed tries again as after an HTTP error.
 *
 * <h2>Rules</h2>
 *
 * <p>Rules belong to the app, not to a connection: two jobs of one app with different {@link
 * #withRules} undo each other's rules. Before the filtered stream connects, X checks all new rules;
 * if X refuses one, nothing changes and the feed ends with an error that names the rule's line.
 * Otherwise the feed adds missing rules and then deletes those that are not listed; a rule that
 * stays is active all the time. {@link #tryRules} only shows the changes. X takes 1,000 rules of
 * 1,024 characters.
 *
 * <h2>Fields</h2>
 *
 * <p>A request asks only for what the reader uses: {@code TwitterIO.read()} for the fields that it
 * reads, {@code readBlocks()} for text, hashtags and language. {@link #withTweetFields} and its
 * like ask for something else.
 *
 * <h2>Cost</h2>
 *
 * <p>X bills each post once a UTC day. {@link #withMaxPostsPerDay} and {@link
 * #withMaxPostsPerMonth} limit the posts received, including copies: each reconnect asks for at
 * least the last minute again. Splits have equal parts of a limit, and no split uses what another
 * leaves. At the limit the feed disconnects until the next UTC day or month. Event time continues,
 * and the missed posts are neither asked for later nor counted as lost. The counts are in the
 * checkpoints: a pipeline that restarts without one begins at zero.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
public abstract class XApi implements FeedSpec {
  private static final long serialVersionUID = 1L;

  abstract ApiAccess access();

  abstract List<String> names();

  abstract XStream.Content content();

  abstract @Nullable String partitions();

  abstract @Nullable List<String> rules();

  /** What {@link #withTweetFields} and its like have set; null if none was called. */
  abstract @Nullable RequestFields fixedFields();

  /** What the reader uses; null if it does not say. */
  abstract @Nullable RequestFields usedFields();

  abstract Allowance allowance();

  /** Whether the user has set a limit of posts, if only to none. */
  abstract boolean budgetDecided();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setAccess(ApiAccess access);

    abstract Builder setNames(List<String> names);

    abstract Builder setContent(XStream.Content content);

    abstract Builder setPartitions(@Nullable String partitions);

    abstract Builder setRules(@Nullable List<String> rules);

    abstract Builder setFixedFields(@Nullable RequestFields fields);

    abstract Builder setUsedFields(@Nullable RequestFields fields);

    abstract Builder setAllowance(Allowance allowance);

    abstract Builder setBudgetDecided(boolean decided);

    abstract XApi build();
  }

  /**
   * Reads streams by name, each with connections of its own.
   *
   * @param names one or more of {@code filtered}, {@code sample}, {@code sample10}, {@code
   *     firehose}, {@code firehose-en}, {@code firehose-ja}, {@code firehose-ko} and {@code
   *     firehose-pt}
   */
  public static XApi streams(String... names) {
    return of(names, XStream.Content.TWEETS);
  }

  /**
   * Reads streams of events by name, each with connections of its own; {@code
   * TwitterIO.readCompliance()} gives their events.
   *
   * @param names one or more of {@code tweets-compliance} and {@code users-compliance}, which have
   *     4 partitions each, and {@code activity}, which has only the events that the app has
   *     subscribed to; subscriptions are made at X, not here
   */
  public static XApi compliance(String... names) {
    return of(names, XStream.Content.EVENTS);
  }

  private static XApi of(String[] names, XStream.Content content) {
    return new AutoValue_XApi.Builder()
        .setAccess(ApiAccess.DEFAULT)
        .setNames(List.of(names))
        .setContent(content)
        .setAllowance(Allowance.UNLIMITED)
        .setBudgetDecided(false)
        .build();
  }

  /** Sets the API's address, {@code https://api.x.com} by default; https unless on loopback. */
  public XApi withUrl(String url) {
    return with(access().withUrl(url));
  }

  /**
   * Sets the partitions to read of streams that have some; all by default. Each partition is a
   * connection and a split.
   *
   * @param partitions numbers and ranges such as {@code 1-4,7}
   */
  public XApi withPartitions(String partitions) {
    return toBuilder().setPartitions(partitions).build();
  }

  /**
   * Sets the file that holds the app's bearer token and nothing else. The file must exist on every
   * machine that reads, and other users must not be able to read it. It is read for every
   * connection, so the token can be replaced while the pipeline runs.
   */
  public XApi withBearerTokenFile(String path) {
    return with(access().withTokenFile(path));
  }

  /** Accepts a token file that other users of the machine may read, as mounted secrets may be. */
  public XApi withSharedTokenFile() {
    return with(access().withSharedTokenFile());
  }

  /**
   * Sets the file that holds {@code user:password} for a proxy, on one line. The file must exist on
   * every machine that reads, and other users must not be able to read it; it is read for every
   * connection. The JVM's properties, such as {@code https.proxyHost}, name the proxy itself, or
   * else the environment variable {@code https_proxy} does.
   */
  public XApi withProxyCredentialsFile(String path) {
    return with(access().withProxyCredentialsFile(path));
  }

  private XApi with(ApiAccess access) {
    return toBuilder().setAccess(access).build();
  }

  /**
   * Sets the rules of the filtered stream: before connecting, the feed adds missing rules and
   * deletes all others of the app. By default the rules stay as they are.
   *
   * @param lines one rule each, optionally followed by a tab and a tag; blank lines and lines that
   *     begin with {@code #} and a space are ignored
   */
  public XApi withRules(List<String> lines) {
    return toBuilder().setRules(List.copyOf(lines)).build();
  }

  /**
   * Sets the {@code tweet.fields} to ask for, instead of those that the reader needs. This method
   * and the four after it fix the request: what they do not name is what {@code readBlocks} asks
   * for by default, which is enough for {@code id}, {@code timestamp}, {@code lang}, {@code
   * retweet}, {@code text} and {@code hashtags}.
   *
   * @param names names of the API, such as {@code public_metrics}
   */
  public XApi withTweetFields(String... names) {
    return fixed(requested().withTweet(RequestFields.checked(names)));
  }

  /** Sets the {@code expansions} to ask for; see {@link #withTweetFields}. */
  public XApi withExpansions(String... names) {
    return fixed(requested().withExpansions(RequestFields.checked(names)));
  }

  /** Sets the {@code user.fields} to ask for; see {@link #withTweetFields}. */
  public XApi withUserFields(String... names) {
    return fixed(requested().withUser(RequestFields.checked(names)));
  }

  /** Sets the {@code media.fields} to ask for; see {@link #withTweetFields}. */
  public XApi withMediaFields(String... names) {
    return fixed(requested().withMedia(RequestFields.checked(names)));
  }

  /** Sets the {@code place.fields} to ask for; see {@link #withTweetFields}. */
  public XApi withPlaceFields(String... names) {
    return fixed(requested().withPlace(RequestFields.checked(names)));
  }

  /** Asks for everything that a tweet of this connector can have. */
  public XApi withAllFields() {
    return fixed(RequestFields.ALL);
  }

  private RequestFields requested() {
    RequestFields fixed = fixedFields();
    return fixed == null ? RequestFields.LEAN : fixed;
  }

  private XApi fixed(RequestFields fields) {
    return toBuilder().setFixedFields(fields).build();
  }

  /**
   * Asks for what some fields of a tweet need, unless {@link #withTweetFields} or its like fix the
   * request. {@code TwitterIO.read()} calls this with the fields that it reads.
   */
  @Override
  public XApi withUsedFields(Set<TweetField> fields) {
    return toBuilder().setUsedFields(RequestFields.forFields(fields)).build();
  }

  /** Returns what every request asks for. */
  RequestFields requestFields() {
    RequestFields used = usedFields();
    return fixedFields() == null && used != null ? used : requested();
  }

  /**
   * Sets the most posts to read in a UTC day, after which reading pauses until the next; 0 for no
   * limit. X charges for posts, not for connections: a read of X itself needs this, {@link
   * #withMaxPostsPerMonth} or {@link #withMaxPosts}. The count is in the checkpoints, so it
   * survives restarts from one.
   */
  public XApi withMaxPostsPerDay(long posts) {
    return withBudget(allowance().withPerDay(posts));
  }

  /**
   * Sets the most posts to read in a UTC month, after which reading pauses until the next; 0 for no
   * limit. The count is in the checkpoints.
   */
  public XApi withMaxPostsPerMonth(long posts) {
    return withBudget(allowance().withPerMonth(posts));
  }

  /** Sets the number of posts, over all streams, after which the streams end; 0 for no limit. */
  public XApi withMaxPosts(long posts) {
    return withBudget(allowance().withTotal(posts));
  }

  private XApi withBudget(Allowance budget) {
    return toBuilder().setAllowance(budget).setBudgetDecided(true).build();
  }

  @Override
  public XApi withMaxTweets(long tweets) {
    return withMaxPosts(tweets);
  }

  /** Returns whether the streams have tweets, rather than the events of {@link #compliance}. */
  public boolean hasTweets() {
    return content() == XStream.Content.TWEETS;
  }

  /** Returns whether the address is X's own, where posts cost money, and not a stand-in's. */
  public boolean isX() {
    return access().isX();
  }

  /** Requires a decision on the budget, because X bills by the post. Events cost nothing. */
  @Override
  public void validate() {
    if (isX() && hasTweets() && !budgetDecided()) {
      throw new IllegalArgumentException(
          "X bills by the post: call withMaxPostsPerDay or withMaxPostsPerMonth, with 0 for no"
              + " limit");
    }
  }

  /**
   * Checks the settings without connecting.
   *
   * @throws IllegalArgumentException if a setting is missing or invalid; the message says what to
   *     do
   */
  public void check() {
    access().check();
    boolean isFiltered = parts().stream().anyMatch(part -> part.stream() == XStream.FILTERED);
    if (rules() != null && !isFiltered) {
      throw new IllegalArgumentException(
          "there are rules, but no filtered stream: leave the rules out, or add the stream"
              + " filtered");
    }
    rulesFile();
  }

  /** Returns the streams and partitions to read, one for each split. */
  List<XStream.Part> parts() {
    return XStream.Part.of(names(), content(), partitions());
  }

  /** Returns the checked rules of the filtered stream; null to leave its rules as they are. */
  @Nullable RulesFile rulesFile() {
    List<String> lines = rules();
    return lines == null ? null : RulesFile.of(lines);
  }

  /**
   * Asks the API what {@link #withRules} would change and whether it accepts the new rules, but
   * changes nothing.
   *
   * @throws RulesException if the API refuses a rule; the message names its line
   * @throws IOException if the API cannot be reached
   */
  public RuleChanges tryRules() throws IOException, InterruptedException {
    check();
    RulesFile rules = rulesFile();
    if (rules == null) {
      throw new IllegalStateException("there are no rules to try: call withRules");
    }
    try (XApiCalls calls = access().calls()) {
      return RuleSet.reconcile(calls, rules, /* dryRun= */ true);
    }
  }

  /**
   * Asks the API how many posts the app's project has read and may read. Reads no post.
   *
   * @throws IOException if the API cannot be reached or refuses the credentials
   */
  public ApiUsage usage() throws IOException, InterruptedException {
    check();
    try (XApiCalls calls = access().calls()) {
      return ApiUsage.read(calls);
    }
  }

  @Override
  public int splits() {
    return parts().size();
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    return new XApiFeed(FeedSetup.of(this, split));
  }

  /** Creates the feed of one split for a test, which sets how time passes. */
  public Feed open(int split, FeedConditions conditions) {
    return new XApiFeed(FeedSetup.of(this, split).conditions(conditions));
  }

  @Override
  public List<String> lineage(int split) {
    return List.of(URI.create(access().url()).getAuthority(), parts().get(split).stream().label());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    List<String> rules = rules();
    builder
        .add(DisplayData.item("apiUrl", access().url()).withLabel("API"))
        .add(
            DisplayData.item(
                    "streams",
                    parts().stream().map(XStream.Part::label).collect(Collectors.joining(",")))
                .withLabel("Streams"))
        .addIfNotDefault(
            DisplayData.item("maxPostsPerDay", allowance().statusesPerDay())
                .withLabel("Posts a UTC day"),
            0L)
        .addIfNotDefault(
            DisplayData.item("maxPostsPerMonth", allowance().statusesPerMonth())
                .withLabel("Posts a UTC month"),
            0L)
        .addIfNotNull(
            DisplayData.item("rules", rules == null ? null : rules.size()).withLabel("Rule lines"));
  }
}
