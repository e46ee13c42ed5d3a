package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.recording.Recordings;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.stream.Sessions;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.xapi.LocalApi;
import io.github.happiesthashtags.twitter.xapi.RuleChanges;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.FieldAccessDescriptor;
import org.apache.beam.sdk.schemas.ProjectionProducer;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Transforms that read Twitter/X into a pipeline, each tweet at its event time.
 *
 * <h2>How to</h2>
 *
 * <p>Recordings are bounded. They hold JSON lines, which are read in parallel by ranges, or JSON in
 * any other layout; compressed files, tars and zips are recognised by their bytes, and v1.1 and v2
 * message by message. {@link Read#withReplaySpeed} streams recordings instead. The other sources
 * are live: {@link XApi} is X API v2, {@link V1Api} is a gateway that speaks v1.1, and {@link
 * LocalApi} is a stand-in for X inside the reading process.
 *
 * <pre>{@code
 * TwitterIO.read().fromRecordings(List.of("tweets-*.jsonl.gz"))
 * TwitterIO.read()
 *     .fromXApi(
 *         XApi.streams("sample").withBearerTokenFile("x-token").withMaxPostsPerDay(10_000))
 * TwitterIO.read().fromV1Api(V1Api.at("https://gateway.example/1.1/").withOAuthFile("oauth"))
 * }</pre>
 *
 * <p>{@link #readBlocks} returns unparsed messages, up to a megabyte in an element. A runner's cost
 * is per element, so a pipeline that reduces blocks itself is an order of magnitude faster.
 *
 * <h2>Splits and connections</h2>
 *
 * <p>A split is one connection, whatever parallelism a runner wants: one for each stream without
 * partitions, partition or gateway. Each connection has a thread of its own and outlives readers,
 * which runners close and reopen all the time. It ends when the runner's threads have ended, or
 * when no reader has asked for two minutes.
 *
 * <h2>Watermarks</h2>
 *
 * <p>The watermark is the highest event time seen minus {@link Read#withMaxOutOfOrder}; after two
 * keep-alives in a row, it is the clock minus that. It never goes back. A tweet over five minutes
 * ahead of the clock does not move it.
 *
 * <p>A tweet that jumps ahead of all earlier ones does not move the watermark until four others in
 * a row confirm the jump; at the start of a replay three tweets suffice. In a replay, a jump is
 * more than tweets may be out of order (10 s at least); in a live stream it is over an hour, unless
 * the tweet is close to the clock. A replay does not wait for a jump of over an hour.
 *
 * <p>While a gap is backfilled, the watermark stands still, so that backfilled tweets are not late.
 * It moves again when event time has passed the gap and the disorder, or when the stream falls
 * quiet.
 *
 * <h2>Checkpoints and restarts</h2>
 *
 * <p>A checkpoint mark holds the moment up to which everything was received, the watermark and the
 * counts for limits, but no secret. Its format has a version, and older versions can be read. The
 * gap is the time from that moment to now. The feed asks X for it: by {@code backfill_minutes} up
 * to five minutes, by {@code start_time} and {@code end_time} up to a day (not on {@code sample}).
 * What X cannot send, or what a plan refuses, counts as {@code gap_lost_millis}. v1.1 cannot send
 * anything again. Without a mark, reading begins at now.
 *
 * <h2>At least once</h2>
 *
 * <p>A recording is read exactly once. From a live stream, everything that the API still sends
 * arrives at least once, and losses are counted; no more is promised. Every catch-up repeats some
 * statuses, which {@link Tweet#getId} identifies.
 *
 * <h2>Limits and metrics</h2>
 *
 * <p>A line of over 16 MiB is a malformed line. Up to 32 MB a split wait for a slow pipeline; then
 * {@link Overflow} decides. X lets an app connect 50 times in 15 minutes and once to each stream,
 * bills by the post, and filters by rules that belong to the app: see {@link XApi}. All metrics are
 * in the namespace {@code twitter}; {@link io.github.happiesthashtags.twitter.stream.SourceMetrics}
 * names those of live sources.
 *
 * <h2>Secrets</h2>
 *
 * <p>Tokens are only in files, which other users must not be able to read, on every machine that
 * reads. They are read for every connection. No mark, serialised source, display data or log
 * contains a token. Tokens are sent only over https, except on loopback, and never follow a
 * redirect.
 */
public final class TwitterIO {
  /** The default of how far a live stream's watermark stays behind the highest event time. */
  public static final Duration DEFAULT_MAX_OUT_OF_ORDER = Duration.ofSeconds(10);

  /**
   * The default of {@link Read#withoutCopies()}, in event time. Copies come after a reconnect, and
   * the watermark then stands still until the gap is filled, so even a long gap needs no more.
   */
  public static final Duration DEFAULT_COPIES_WITHIN = Duration.ofMinutes(10);

  private TwitterIO() {}

  /** Reads tweets; one of the {@code from} methods must follow. */
  public static Read read() {
    return new AutoValue_TwitterIO_Read(SourceSettings.DEFAULTS, TweetField.all(), null, null);
  }

  /** Reads unparsed messages, many in each element; one of the {@code from} methods must follow. */
  public static ReadBlocks readBlocks() {
    return new AutoValue_TwitterIO_ReadBlocks(SourceSettings.DEFAULTS);
  }

  /**
   * Reads every message of a stream or recording but keep-alives, status or not, as it came; one of
   * the {@code from} methods must follow. A message that does not say its time is at the time of
   * the message before it.
   */
  public static ReadMessages<Message> readMessages() {
    return ReadMessages.of(new MessageForm());
  }

  /**
   * Reads what X demands to change or delete, from compliance streams, activities, v1.1 streams or
   * recordings of them; one of the {@code from} methods must follow. Other messages are counted
   * only. X's developer policy asks everybody who stores posts to comply.
   */
  public static ReadMessages<ComplianceEvent> readCompliance() {
    return ReadMessages.of(new ComplianceForm());
  }

  /** Parses blocks into tweets, each at its event time. */
  public static Parse parse() {
    return new Parse(TweetField.all(), null);
  }

  /**
   * Stops every live stream of this process. Readers get what was received and then wait without an
   * end, so that no window closes early. Call this from a program that embeds its runner and wants
   * to end. A pipeline that was cancelled, has failed or has finished needs no call: its streams
   * end within two seconds after its runner's threads, or as soon as another pipeline begins to
   * read after those threads have ended. The streams of other pipelines continue.
   */
  public static void stopReading() {
    Sessions.stopAll();
  }

  /**
   * Stops the live streams of one pipeline at once, and no others. Readers get what was received
   * and then wait without an end. Call this after {@link org.apache.beam.sdk.PipelineResult#cancel}
   * if another pipeline of this process is to read the same stream at once: X allows one connection
   * for most streams, and a runner's threads may end some time after the cancellation.
   *
   * @param pipeline a pipeline that was built and runs in this process
   */
  public static void stopReading(Pipeline pipeline) {
    Sessions.stopAll(pipeline);
  }

  /**
   * Checks that recordings exist and that local ones may be read, without reading them.
   *
   * @param patterns paths or globs in any of Beam's file systems
   * @throws FileNotFoundException if a pattern matches no file; the message is the pattern
   * @throws AccessDeniedException if a local file may not be read; the message names the file
   * @throws IOException if a file system fails
   */
  public static void checkRecordings(List<String> patterns) throws IOException {
    Recordings.check(patterns);
  }

  /**
   * Lists the recordings that are not regular files, such as {@code /dev/stdin} and named pipes.
   * They can be read only once, in order, and on this machine.
   *
   * @param patterns paths or globs in any of Beam's file systems
   * @throws IOException if a file system fails
   */
  public static List<String> pipes(List<String> patterns) throws IOException {
    return Recordings.pipes(patterns);
  }

  /**
   * Looks at the beginning of recordings, and describes each unreadable one in a line that names
   * the file and says what it looks like.
   *
   * @param patterns paths or globs in any of Beam's file systems
   * @throws IOException if a file system fails
   */
  public static List<String> describeUnreadable(List<String> patterns) throws IOException {
    return Recordings.unreadable(patterns);
  }

  /**
   * Asks the API what {@link XApi#withRules} would change and whether it accepts the new rules, but
   * changes nothing.
   *
   * @throws IOException if the API refuses a rule, whose line the message names, or cannot be
   *     reached
   */
  public static RuleChanges tryRules(XApi api) throws IOException, InterruptedException {
    return api.tryRules();
  }

  /** The transform of {@link TwitterIO#read}. */
  @AutoValue
  @SuppressWarnings("AutoValueImmutableFields") // Never changed; no Guava in our API.
  public abstract static class Read extends ReadFromSource<Tweet, Read>
      implements ProjectionProducer<PTransform<PBegin, PCollection<Tweet>>> {
    abstract Set<TweetField> fields();

    abstract @Nullable Duration copiesWithin();

    abstract @Nullable ErrorHandler<BadRecord, ?> badRecords();

    @Override
    Read with(SourceSettings source) {
      return new AutoValue_TwitterIO_Read(source, fields(), copiesWithin(), badRecords());
    }

    private Read ofFields(Set<TweetField> fields) {
      return new AutoValue_TwitterIO_Read(source(), fields, copiesWithin(), badRecords());
    }

    /** Drops copies of a tweet, which come within {@link #DEFAULT_COPIES_WITHIN}. */
    public Read withoutCopies() {
      return withoutCopies(DEFAULT_COPIES_WITHIN);
    }

    /**
     * Drops copies of a tweet, by {@link Tweet#getVersionId}; the versions of an edited tweet all
     * stay. A pipeline that counts or sums needs this, because a live stream repeats tweets after
     * each reconnect, and a recording of one does too. {@code HappiestHashtags} does not: it counts
     * a status once by itself.
     *
     * <p>It takes a shuffle, and state for each tweet until the watermark has passed its time by
     * the duration. A copy that comes later is not dropped, but it is late data. Beam's Spark
     * runner refuses the transform in a streaming job, because it has no event-time timers.
     *
     * @param within the longest time between a tweet and its copy, in event time, above zero
     */
    public Read withoutCopies(Duration within) {
      if (within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException(
            "copies are dropped within " + within + ": it takes a duration above zero");
      }
      return new AutoValue_TwitterIO_Read(source(), fields(), within, badRecords());
    }

    /**
     * Sets the fields to read; the others are null, or empty for text and hashtags. A live stream
     * of X is asked for no more, unless {@link XApi} says what to ask for. {@code id}, {@code
     * timestamp} and {@code retweet} are always set. If only these, {@code versionId}, {@code
     * lang}, {@code text}, {@code hashtags} and {@code rawJson} are read, reading takes a fraction
     * of the time.
     *
     * <p>A runner that pushes projections down does this by itself if every step on the tweets
     * declares the fields that it uses by {@code @FieldAccess}, as Beam SQL does.
     *
     * @param names names of the schema, such as {@code author} or {@code author.username}, which
     *     reads all of {@code author}
     * @throws IllegalArgumentException if there is no such field; the message lists the names
     */
    public Read withFields(String... names) {
      return ofFields(TweetForm.named(names));
    }

    /** Reads every field but {@code rawJson}; the default. */
    public Read withAllFields() {
      return ofFields(TweetField.all());
    }

    /** Reads {@link Tweet#getRawJson} too. */
    public Read withRawJson() {
      Set<TweetField> fields = EnumSet.of(TweetField.RAW_JSON);
      fields.addAll(fields());
      return ofFields(fields);
    }

    /**
     * Sends malformed lines to a handler. Without one they are only counted, as {@code malformed}.
     * A record's encoded bytes are the line, or its beginning if it is longer than any message; the
     * description names the stream or file, the position and the reason.
     *
     * @param handler from {@link org.apache.beam.sdk.Pipeline#registerBadRecordErrorHandler}; must
     *     be open until the transform is applied
     */
    public Read withBadRecordErrorHandler(ErrorHandler<BadRecord, ?> handler) {
      return new AutoValue_TwitterIO_Read(source(), fields(), copiesWithin(), handler);
    }

    @Override
    public PCollection<Tweet> expand(PBegin input) {
      Duration within = copiesWithin();
      Set<TweetField> parsed = EnumSet.noneOf(TweetField.class);
      parsed.addAll(fields());
      if (within != null) {
        parsed.add(TweetField.VERSION_ID);
      }
      PCollection<Tweet> tweets =
          input
              .apply("Read blocks", readBlocks().with(source().asking(parsed)))
              .apply("Parse", new Parse(parsed, badRecords()));
      return within == null ? tweets : tweets.apply("Without copies", new DropCopies(within));
    }

    /** A handler takes no output of a replacement, because it is closed by then. */
    @Override
    public boolean supportsProjectionPushdown() {
      return badRecords() == null;
    }

    @Override
    public PTransform<PBegin, PCollection<Tweet>> actuateProjectionPushdown(
        Map<TupleTag<?>, FieldAccessDescriptor> used) {
      Set<TweetField> fields = EnumSet.noneOf(TweetField.class);
      for (FieldAccessDescriptor access : used.values()) {
        if (access.getAllFields()) {
          return this;
        }
        fields.addAll(TweetField.named(access.fieldNamesAccessed()));
        fields.addAll(TweetField.named(access.nestedFieldsByName().keySet()));
      }
      fields.retainAll(fields());
      return ofFields(fields);
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      builder
          .include("blocks", readBlocks().with(source()))
          .add(
              DisplayData.item(
                      "fields",
                      fields().stream().map(TweetField::fieldName).collect(Collectors.joining(",")))
                  .withLabel("Fields"));
    }
  }

  /** The transform of {@link TwitterIO#readBlocks}. */
  @AutoValue
  public abstract static class ReadBlocks extends ReadFromSource<MessageBlock, ReadBlocks> {

    @Override
    ReadBlocks with(SourceSettings source) {
      return new AutoValue_TwitterIO_ReadBlocks(source);
    }

    @Override
    public PCollection<MessageBlock> expand(PBegin input) {
      return source().read(input);
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      source().populateDisplayData(builder);
    }
  }

  /** The transform of {@link TwitterIO#parse}. */
  public static final class Parse
      extends PTransform<PCollection<MessageBlock>, PCollection<Tweet>> {
    private static final long serialVersionUID = 1L;

    private final Set<TweetField> fields;
    private final @Nullable ErrorHandler<BadRecord, ?> badRecords;

    private Parse(Set<TweetField> fields, @Nullable ErrorHandler<BadRecord, ?> badRecords) {
      this.fields = fields;
      this.badRecords = badRecords;
    }

    /** See {@link Read#withFields}. */
    public Parse withFields(String... names) {
      return new Parse(TweetForm.named(names), badRecords);
    }

    @Override
    public PCollection<Tweet> expand(PCollection<MessageBlock> blocks) {
      return ParseBlocks.apply("Parse tweets", blocks, new TweetForm(fields), badRecords);
    }
  }
}
