package io.github.happiesthashtags.job;

import static io.github.happiesthashtags.testing.TestStatus.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.TestStatus;
import io.github.happiesthashtags.testing.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The job with {@code --output=jdbc}. */
public class JdbcJobTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private Path input;

  @Before
  public void record() throws IOException {
    input = folder.newFile("day.jsonl").toPath();
    List<String> statuses = new ArrayList<>();
    for (TestStatus status :
        List.of(
            at("10:00").tagged("joy").smiling(3),
            at("10:30").tagged("fun", "joy").smiling(1),
            at("12:10").tagged("fun").smiling(2))) {
      statuses.add(new String(Blocks.bytes(status), UTF_8));
    }
    Files.write(input, statuses);
  }

  @Test
  public void theTablesHoldTheRowsOfTheCsvFiles() throws Exception {
    Path out = folder.getRoot().toPath().resolve("out");
    JobTest.Run run =
        job().withOptions("--output=csv,jdbc", "--outputDir=" + out, "--jdbcUrl=" + url).run();

    assertThat(run.err().toString(), run.exitCode(), is(ExitCode.OK));
    List<String> csv = new ArrayList<>();
    for (String file : TextFiles.in(out).values()) {
      file.lines().skip(1).forEach(csv::add);
    }
    assertThat(
        query(
            "SELECT TO_CHAR(w.window_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
                + " TO_CHAR(w.window_end AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
                + " timing, pane, rank, hashtag, CAST(score AS bigint), smiles, statuses"
                + " FROM leaderboard_window w JOIN leaderboard_row r ON w.board = r.board"
                + " AND w.window_start = r.window_start AND w.window_end = r.window_end"
                + " WHERE w.board = 'event-time' ORDER BY w.window_start, rank"),
        is(csv));
  }

  @Test
  public void theBoardHasTheNameThatWasGiven() throws Exception {
    job().withOptions("--output=jdbc", "--jdbcUrl=" + url, "--board=evening").run();

    assertThat(query("SELECT DISTINCT board FROM leaderboard_row"), contains("evening"));
  }

  @Test
  public void aWrongPasswordIsToldWithoutIt() throws Exception {
    query("CREATE USER writer PASSWORD 'right'");
    Path password = Files.writeString(folder.newFile("password").toPath(), "hunter2\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    JobTest.Run run =
        job()
            .withOptions(
                "--output=jdbc",
                "--jdbcUrl=" + url,
                "--jdbcUser=writer",
                "--jdbcPasswordFile=" + password)
            .run();

    assertThat(run.exitCode(), is(ExitCode.CREDENTIALS));
    assertThat(run.err(), hasItem(containsString("refuses the user")));
    assertThat(run.err(), not(hasItem(containsString("hunter2"))));
    assertThat(DisplayData.from(run.pipelineOptions()).toString(), not(containsString("hunter2")));
  }

  private JobTest job() {
    return JobTest.of("event-time").withOptions("--source=file", "--input=" + input);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        ResultSet result = statement.getResultSet();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          rows.add(String.join(",", row));
        }
      }
      return rows;
    }
  }
}
