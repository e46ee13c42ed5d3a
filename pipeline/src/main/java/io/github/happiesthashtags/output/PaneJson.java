package io.github.happiesthashtags.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A pane as one JSON object, for messages. {@code docs/kafka-pane-1.schema.json} describes it. */
final class PaneJson {
  /**
   * Rises if a reader of this version could misunderstand a message; new fields do not raise it.
   */
  static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .build()
          .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);

  private PaneJson() {}

  /** Returns the key that all panes of a window share; no part contains a slash. */
  static String key(String board, Leaderboard pane) {
    return board + '/' + Times.iso(pane.getWindowStart()) + '/' + Times.iso(pane.getWindowEnd());
  }

  static String value(String board, Leaderboard pane) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("board", board);
      json.writeStringField("window_start", Times.iso(pane.getWindowStart()));
      json.writeStringField("window_end", Times.iso(pane.getWindowEnd()));
      json.writeStringField("timing", pane.timing().name());
      json.writeNumberField("pane", pane.getPane());
      json.writeArrayFieldStart("rows");
      int rank = 0;
      for (LeaderboardRow row : pane.getRows()) {
        json.writeStartObject();
        json.writeNumberField("rank", ++rank);
        json.writeStringField("hashtag", row.getHashtag());
        json.writeNumberField("score", row.getScore());
        json.writeNumberField("smiles", row.getSmiles());
        json.writeNumberField("statuses", row.getStatuses());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer failed", e);
    }
    return text.toString();
  }
}
