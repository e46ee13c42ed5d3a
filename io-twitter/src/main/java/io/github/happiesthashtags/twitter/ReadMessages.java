package io.github.happiesthashtags.twitter;

import com.google.auto.value.AutoValue;
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
public abstract class ReadMessages<T> extends ReadFromSource<T, ReadMessages<T>> {
  abstract ParseBlocks.Form<T> form();

  abstract @Nullable ErrorHandler<BadRecord, ?> badRecords();

  static <T> ReadMessages<T> of(ParseBlocks.Form<T> form) {
    return new AutoValue_ReadMessages<>(SourceSettings.DEFAULTS, form, null);
  }

  @Override
  ReadMessages<T> with(SourceSettings source) {
    return new AutoValue_ReadMessages<>(source, form(), badRecords());
  }

  /** See {@link TwitterIO.Read#withBadRecordErrorHandler}. */
  public ReadMessages<T> withBadRecordErrorHandler(ErrorHandler<BadRecord, ?> handler) {
    return new AutoValue_ReadMessages<>(source(), form(), handler);
  }

  private TwitterIO.ReadBlocks blocks() {
    return TwitterIO.readBlocks().with(source());
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    if (form() instanceof ComplianceForm) {
      source().checkCompliance();
    }
    return ParseBlocks.apply(
        "Parse messages", input.apply("Read blocks", blocks()), form(), badRecords());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.include("blocks", blocks());
  }
}
