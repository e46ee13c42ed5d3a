package io.github.happiesthashtags.output;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/** The sink that writes a CSV file a pane. */
@AutoService(Sink.class)
public final class CsvSink implements Sink {
  @Override
  public String label() {
    return "csv";
  }

  @Override
  public String description() {
    return "CSV files";
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
    return PaneFileFn.sink(new Format(settings.csvEscapeFormulas()), settings);
  }

  /**
   * The CSV format of RFC 4180: a header, CRLF after every line, quotes if a field needs them. A
   * spreadsheet may take a hashtag, which is raw data, for a formula; on request such hashtags are
   * escaped.
   */
  static final class Format implements FileFormat {
    private static final long serialVersionUID = 1L;
    private static final String HEADER =
        "window_start,window_end,timing,pane,rank,hashtag,score,smiles,statuses";
    private static final String LINE_END = "\r\n";

    /** The characters that can begin a formula. Source: OWASP, "CSV Injection". */
    private static final String FORMULA = "=+-@\t\r\n";

    private final boolean escapeFormulas;

    Format(boolean escapeFormulas) {
      this.escapeFormulas = escapeFormulas;
    }

    @Override
    public String extension() {
      return ".csv";
    }

    @Override
    public String header() {
      return HEADER + LINE_END;
    }

    @Override
    public String rows(Leaderboard leaderboard) {
      String pane =
          Times.iso(leaderboard.getWindowStart())
              + ','
              + Times.iso(leaderboard.getWindowEnd())
              + ','
              + leaderboard.timing()
              + ','
              + leaderboard.getPane()
              + ',';
      StringBuilder rows = new StringBuilder();
      int rank = 0;
      for (LeaderboardRow row : leaderboard.getRows()) {
        rows.append(pane)
            .append(++rank)
            .append(',')
            .append(quoted(cell(row.getHashtag())))
            .append(',')
            .append(row.getScore().toPlainString())
            .append(',')
            .append(row.getSmiles())
            .append(',')
            .append(row.getStatuses())
            .append(LINE_END);
      }
      return rows.toString();
    }

    private String cell(String hashtag) {
      return escapeFormulas && !hashtag.isEmpty() && FORMULA.indexOf(hashtag.charAt(0)) >= 0
          ? "'" + hashtag
          : hashtag;
    }

    private static String quoted(String field) {
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        if (c == ',' || c == '"' || c == '\r' || c == '\n') {
          return '"' + field.replace("\"", "\"\"") + '"';
        }
      }
      return field;
    }
  }
}
