package io.github.happiesthashtags.benchmarks.duckdb;

import io.github.happiesthashtags.benchmarks.plain.LeaderboardFiles;
import io.github.happiesthashtags.benchmarks.plain.Tallies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One query over the files, in an in-process database.
 *
 * <pre>DuckDbJob INPUT_DIRECTORY OUTPUT_DIRECTORY THREADS v1.1|v2</pre>
 */
public final class DuckDbJob {
  private DuckDbJob() {}

  public static void main(String[] args) throws SQLException, IOException {
    String files = Path.of(args[0]).toAbsolutePath() + "/*.jsonl";
    Tallies tallies = new Tallies();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(args[2]));
      statement.execute("SET preserve_insertion_order = false");
      String query = query(args[3]).replace("$FILES", files.replace("'", "''"));
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          tallies.add(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getLong(4));
        }
      }
    }
    new LeaderboardFiles(args[1]).write(tallies);
  }

  private static String query(String format) throws IOException {
    return resource(format.equals("v2") ? "tweets-v2.sql" : "tweets-v1.1.sql")
        + resource("leaderboard.sql");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DuckDbJob.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing beside " + DuckDbJob.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
