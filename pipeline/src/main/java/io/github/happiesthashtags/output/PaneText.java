package io.github.happiesthashtags.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads back the rows of what {@link CsvSink} and {@link JsonlSink} wrote. */
public final class PaneText {
  private static final JsonFactory JSON = new JsonFactory();

  /** Only the hashtag can need quotes. */
  private static final Pattern CSV_ROW =
      Pattern.compile(
          "[^,\"\\r\\n]*+,[^,\"\\r\\n]*+,[A-Z_]++,\\d++,\\d++,"
              + "(\"(?:[^\"]++|\"\")*+\"|[^,\"\\r\\n]*+),([^,]++),([^,]++),([^,\\r\\n]++)\\r?\\n");

  /** Without an exponent, of which a few characters could become gigabytes of digits. */
  private static final Pattern SCORE = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

  private PaneText() {}

  /**
   * Reads the rows of a CSV file.
   *
   * @throws IllegalArgumentException if the text is not a whole file with at least one row
   */
  public static List<LeaderboardRow> csv(String text) {
    int header = text.indexOf('\n') + 1;
    Matcher row = CSV_ROW.matcher(text).region(header, text.length());
    List<LeaderboardRow> rows = new ArrayList<>();
    int end = header;
    while (row.lookingAt()) {
      rows.add(row(unquoted(row.group(1)), row.group(2), row.group(3), row.group(4)));
      end = row.end();
      row.region(end, text.length());
    }
    if (end < text.length()) {
      throw new IllegalArgumentException("row " + (rows.size() + 1) + " is malformed");
    }
    return nonEmpty(rows);
  }

  private static String unquoted(String field) {
    return field.startsWith("\"")
        ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
        : field;
  }

  /** Reads the rows of a JSON Lines file; throws as {@link #csv} does. */
  public static List<LeaderboardRow> jsonl(String text) {
    List<LeaderboardRow> rows = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      while (json.nextToken() != null) {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          fields.put(name, json.getText());
          json.skipChildren();
        }
        rows.add(
            row(
                fields.get("hashtag"),
                fields.get("score"),
                fields.get("smiles"),
                fields.get("statuses")));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("row " + (rows.size() + 1) + " is malformed", e);
    }
    return nonEmpty(rows);
  }

  private static LeaderboardRow row(
      @Nullable String hashtag,
      @Nullable String score,
      @Nullable String smiles,
      @Nullable String statuses) {
    if (hashtag == null || score == null || smiles == null || statuses == null) {
      throw new IllegalArgumentException("a row lacks a column");
    }
    if (!SCORE.matcher(score).matches()) {
      throw new IllegalArgumentException("a score is not a number");
    }
    return LeaderboardRow.of(
        hashtag, new BigDecimal(score), Long.parseLong(smiles), Long.parseLong(statuses));
  }

  private static List<LeaderboardRow> nonEmpty(List<LeaderboardRow> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("there is no row");
    }
    return rows;
  }
}
