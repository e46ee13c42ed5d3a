package io.github.happiesthashtags.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.auto.service.AutoService;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/** The sink that writes a file of JSON objects a pane, one object a line. */
@AutoService(Sink.class)
public final class JsonlSink implements Sink {
  @Override
  public String label() {
    return "jsonl";
  }

  @Override
  public String description() {
    return "JSON Lines files";
  }

  @Override
  public boolean writesFiles() {
    return true;
  }

  @Override
  public boolean deletesOldWindows() {
    return true;
  }

  @Override
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings, PipelineOptions options) {
    return PaneFileFn.sink(new Format(), settings);
  }

  /** The JSON Lines format: an object a row, with the columns as fields. */
  static final class Format implements FileFormat {
    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON =
        JsonFactory.builder()
            .build()
            .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);

    @Override
    public String extension() {
      return ".jsonl";
    }

    @Override
    public String rows(Leaderboard leaderboard) {
      StringWriter rows = new StringWriter();
      int rank = 0;
      for (LeaderboardRow row : leaderboard.getRows()) {
        try (JsonGenerator json = JSON.createGenerator(rows)) {
          json.writeStartObject();
          json.writeStringField("window_start", Times.iso(leaderboard.getWindowStart()));
          json.writeStringField("window_end", Times.iso(leaderboard.getWindowEnd()));
          json.writeStringField("timing", leaderboard.timing().name());
          json.writeNumberField("pane", leaderboard.getPane());
          json.writeNumberField("rank", ++rank);
          json.writeStringField("hashtag", row.getHashtag());
          json.writeNumberField("score", row.getScore());
          json.writeNumberField("smiles", row.getSmiles());
          json.writeNumberField("statuses", row.getStatuses());
          json.writeEndObject();
        } catch (IOException e) {
          throw new UncheckedIOException("a string writer failed", e);
        }
        rows.write('\n');
      }
      return rows.toString();
    }
  }
}
