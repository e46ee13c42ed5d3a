package io.github.happiesthashtags.twitter;

import com.google.auto.service.AutoService;
import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.text.DurationText;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.sdk.schemas.transforms.Convert;
import org.apache.beam.sdk.schemas.transforms.SchemaTransform;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.TypedSchemaTransformProvider;
import org.apache.beam.sdk.schemas.transforms.providers.ErrorHandling;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler.BadRecordErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/**
 * {@link TwitterIO#read} for YAML, Python and every other language that Beam speaks, which give its
 * settings as a row. The output {@code output} has rows of {@link Tweet}'s schema. If the setting
 * {@code error_handling} names another output, that output has a row for each malformed line, of
 * {@link ErrorHandling#errorSchemaBytes}: the line, and a message that names the stream or file,
 * the position and the reason.
 */
@AutoService(SchemaTransformProvider.class)
public final class TwitterReadProvider
    extends TypedSchemaTransformProvider<TwitterReadProvider.Configuration> {
  /** The name of the transform. */
  public static final String IDENTIFIER =
      "beam:schematransform:io.github.happiesthashtags:twitter_read:v1";

  private static final String OUTPUT = "output";

  /** What the output of malformed lines is usually called; the settings name it. */
  private static final String ERRORS = "errors";

  /** The settings; other languages write their names in snake case. */
  @AutoValue
  @DefaultSchema(AutoValueSchema.class)
  @SuppressWarnings("AutoValueImmutableFields") // Beam's schema inference knows List only.
  abstract static class Configuration {

    @SchemaFieldNumber("0")
    @SchemaFieldDescription(
        "Paths or globs of recordings, in any of Beam's file systems. Either this or streams is"
            + " required.")
    abstract @Nullable List<String> getRecordings();

    @SchemaFieldNumber("1")
    @SchemaFieldDescription(
        "Streams the recordings at this multiple of real time, above zero. By default recordings"
            + " are bounded.")
    abstract @Nullable Double getReplaySpeed();

    @SchemaFieldNumber("2")
    @SchemaFieldDescription(
        "Streams of X API v2: filtered, sample, sample10, firehose, firehose-en, firehose-ja,"
            + " firehose-ko, firehose-pt.")
    abstract @Nullable List<String> getStreams();

    @SchemaFieldNumber("3")
    @SchemaFieldDescription(
        "The address of the API, by default https://api.x.com. It must use https, except on"
            + " loopback.")
    abstract @Nullable String getApiUrl();

    @SchemaFieldNumber("4")
    @SchemaFieldDescription(
        "A file that holds only the app's bearer token, chmod 600, on every machine that reads."
            + " Required with streams.")
    abstract @Nullable String getBearerTokenFile();

    @SchemaFieldNumber("5")
    @SchemaFieldDescription(
        "Rules of the stream filtered, each optionally followed by a tab and a tag. All other rules"
            + " of the app are deleted. By default the rules stay as they are.")
    abstract @Nullable List<String> getRules();

    @SchemaFieldNumber("6")
    @SchemaFieldDescription(
        "The most posts to read in a UTC day; 0 for no limit. X bills by the post, so this or"
            + " max_posts_per_month is required unless api_url names another API.")
    abstract @Nullable Long getMaxPostsPerDay();

    @SchemaFieldNumber("7")
    @SchemaFieldDescription("The most posts to read in a UTC month; 0, the default, for no limit.")
    abstract @Nullable Long getMaxPostsPerMonth();

    @SchemaFieldNumber("8")
    @SchemaFieldDescription(
        "The number of tweets after which a live stream ends; 0, the default, for no limit.")
    abstract @Nullable Long getMaxTweets();

    @SchemaFieldNumber("9")
    @SchemaFieldDescription(
        "The fields of a tweet to read, such as author; the others are null. By default all but"
            + " rawJson.")
    abstract @Nullable List<String> getFields();

    @SchemaFieldNumber("10")
    @SchemaFieldDescription(
        "How far a stream's watermark stays behind the highest event time, such as 30s; by default"
            + " 10s.")
    abstract @Nullable String getMaxOutOfOrder();

    @SchemaFieldNumber("11")
    @SchemaFieldDescription(
        "The name of an output of malformed lines; by default they are only counted.")
    abstract @Nullable ErrorHandling getErrorHandling();
  }

  @Override
  public String identifier() {
    return IDENTIFIER;
  }

  @Override
  public String description() {
    return "Reads tweets from recordings or from live streams of X, each at its event time.";
  }

  @Override
  public List<String> outputCollectionNames() {
    return List.of(OUTPUT, ERRORS);
  }

  @Override
  protected SchemaTransform from(Configuration configuration) {
    return new ReadRows(
        read(configuration), ErrorHandling.getOutputOrNull(configuration.getErrorHandling()));
  }

  private static TwitterIO.Read read(Configuration configuration) {
    TwitterIO.Read read = withSource(TwitterIO.read(), configuration);
    Long maxTweets = configuration.getMaxTweets();
    if (maxTweets != null) {
      read = read.withMaxTweets(maxTweets);
    }
    List<String> fields = configuration.getFields();
    if (fields != null) {
      read = read.withFields(fields.toArray(new String[0]));
    }
    String maxOutOfOrder = configuration.getMaxOutOfOrder();
    return maxOutOfOrder == null
        ? read
        : read.withMaxOutOfOrder(DurationText.of("max_out_of_order", maxOutOfOrder));
  }

  private static TwitterIO.Read withSource(TwitterIO.Read read, Configuration configuration) {
    List<String> recordings = configuration.getRecordings();
    List<String> streams = configuration.getStreams();
    if ((recordings == null) == (streams == null)) {
      throw new IllegalArgumentException(
          (streams == null ? "neither recordings nor streams are" : "recordings and streams are")
              + " set: set one of them");
    }
    Double speed = configuration.getReplaySpeed();
    if (recordings != null) {
      TwitterIO.Read bounded = read.fromRecordings(recordings);
      return speed == null ? bounded : bounded.withReplaySpeed(speed);
    }
    if (speed != null) {
      throw new IllegalArgumentException(
          "replay_speed is " + speed + ", but streams are live: leave replay_speed out");
    }
    return read.fromXApi(xApi(XApi.streams(streams.toArray(new String[0])), configuration));
  }

  private static XApi xApi(XApi api, Configuration configuration) {
    String tokenFile = configuration.getBearerTokenFile();
    if (tokenFile == null) {
      throw new IllegalArgumentException("streams need a token: set bearer_token_file");
    }
    XApi asked = api.withBearerTokenFile(tokenFile);
    String url = configuration.getApiUrl();
    if (url != null) {
      asked = asked.withUrl(url);
    }
    List<String> rules = configuration.getRules();
    if (rules != null) {
      asked = asked.withRules(rules);
    }
    Long perDay = configuration.getMaxPostsPerDay();
    Long perMonth = configuration.getMaxPostsPerMonth();
    if (perDay == null && perMonth == null && asked.isX()) {
      throw new IllegalArgumentException(
          "X bills by the post: set max_posts_per_day or max_posts_per_month, or 0 for no limit");
    }
    if (perDay != null) {
      asked = asked.withMaxPostsPerDay(perDay);
    }
    return perMonth == null ? asked : asked.withMaxPostsPerMonth(perMonth);
  }

  private static final class ReadRows extends SchemaTransform {
    private static final long serialVersionUID = 1L;

    private final TwitterIO.Read read;
    private final @Nullable String errors;

    ReadRows(TwitterIO.Read read, @Nullable String errors) {
      this.read = read;
      this.errors = errors;
    }

    @Override
    public PCollectionRowTuple expand(PCollectionRowTuple input) {
      Pipeline pipeline = input.getPipeline();
      if (errors == null) {
        return PCollectionRowTuple.of(OUTPUT, rows(pipeline, read));
      }
      BadRecordErrorHandler<PCollection<Row>> handler =
          pipeline.registerBadRecordErrorHandler(new ErrorRows());
      PCollection<Row> tweets = rows(pipeline, read.withBadRecordErrorHandler(handler));
      handler.close();
      return PCollectionRowTuple.of(OUTPUT, tweets).and(errors, handler.getOutput());
    }

    private static PCollection<Row> rows(Pipeline pipeline, TwitterIO.Read read) {
      return pipeline.apply("Read tweets", read).apply("As rows", Convert.toRows());
    }
  }

  private static final class ErrorRows
      extends PTransform<PCollection<BadRecord>, PCollection<Row>> {
    private static final long serialVersionUID = 1L;

    @Override
    public PCollection<Row> expand(PCollection<BadRecord> records) {
      Schema schema = ErrorHandling.errorSchemaBytes();
      return records
          .apply(
              "Malformed lines as rows",
              MapElements.into(TypeDescriptors.rows())
                  .via(
                      record ->
                          Row.withSchema(schema)
                              .addValues(
                                  record.getRecord().getEncodedRecord(),
                                  record.getFailure().getDescription())
                              .build()))
          .setRowSchema(schema);
    }
  }
}
