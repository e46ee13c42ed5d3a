package io.github.happiesthashtags.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The JSON Lines format: an object a row, with the columns as fields. */
final class JsonlFormat implements FileFormat {
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
  public String format(Leaderboard leaderboard) {
    StringWriter file = new StringWriter();
    int rank = 0;
    for (LeaderboardRow row : leaderboard.getRows()) {
      try (JsonGenerator json = JSON.createGenerator(file)) {
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
      file.write('\n');
    }
    return file.toString();
  }
}
