package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.xapi.LocalApi;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The transform of {@link TwitterIO#readMessages} and {@link TwitterIO#readCompliance}.
 *
 * @param <T> what a message becomes
 */
@AutoValue
public abstract class ReadMessages<T> extends PTransform<PBegin, PCollection<T>> {
  abstract TwitterIO.ReadBlocks blocks();

  abstract ParseBlocks.Form<T> form();

  abstract @Nullable ErrorHandler<BadRecord, ?> badRecords();

  static <T> ReadMessages<T> of(ParseBlocks.Form<T> form) {
    return new AutoValue_ReadMessages<>(TwitterIO.readBlocks(), form, null);
  }

  private ReadMessages<T> from(TwitterIO.ReadBlocks blocks) {
    return new AutoValue_ReadMessages<>(blocks, form(), badRecords());
  }

  /** See {@link TwitterIO.ReadBlocks#fromRecordings}. */
  public ReadMessages<T> fromRecordings(List<String> patterns) {
    return from(blocks().fromRecordings(patterns));
  }

  /** See {@link TwitterIO.ReadBlocks#withReplaySpeed}. */
  public ReadMessages<T> withReplaySpeed(double speed) {
    return from(blocks().withReplaySpeed(speed));
  }

  /** See {@link TwitterIO.ReadBlocks#fromXApi}. */
  public ReadMessages<T> fromXApi(XApi api) {
    return from(blocks().fromXApi(api));
  }

  /** See {@link TwitterIO.ReadBlocks#fromV1Api}. */
  public ReadMessages<T> fromV1Api(V1Api api) {
    return from(blocks().fromV1Api(api));
  }

  /** See {@link TwitterIO.ReadBlocks#fromLocalApi}. */
  public ReadMessages<T> fromLocalApi(LocalApi api) {
    return from(blocks().fromLocalApi(api));
  }

  /** See {@link TwitterIO.ReadBlocks#from}. */
  public ReadMessages<T> from(FeedSpec feed) {
    return from(blocks().from(feed));
  }

  /** See {@link TwitterIO.ReadBlocks#withMaxOutOfOrder}. */
  public ReadMessages<T> withMaxOutOfOrder(Duration maxOutOfOrder) {
    return from(blocks().withMaxOutOfOrder(maxOutOfOrder));
  }

  /** See {@link TwitterIO.ReadBlocks#withOverflow}. */
  public ReadMessages<T> withOverflow(Overflow overflow) {
    return from(blocks().withOverflow(overflow));
  }

  /** See {@link TwitterIO.ReadBlocks#withMaxTweets}. */
  public ReadMessages<T> withMaxTweets(long maxTweets) {
    return from(blocks().withMaxTweets(maxTweets));
  }

  /** See {@link TwitterIO.Read#withBadRecordErrorHandler}. */
  public ReadMessages<T> withBadRecordErrorHandler(ErrorHandler<BadRecord, ?> handler) {
    return new AutoValue_ReadMessages<>(blocks(), form(), handler);
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return ParseBlocks.apply(
        "Parse messages", input.apply("Read blocks", blocks()), form(), badRecords());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.include("blocks", blocks());
  }
}
