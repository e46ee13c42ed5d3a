package io.github.happiesthashtags.runners.direct;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.happiesthashtags.runners.conformance.EngineProcess;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.testsupport.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The command lines of {@code templates/compose} with the real programs and a real PostgreSQL, in
 * processes instead of containers. Skipped if PostgreSQL is not installed.
 */
public final class ComposeIT {
  private static final Path COMPOSE = Path.of("..", "..", "templates", "compose");
  private static final String DATABASE = "jdbc:postgresql://database/happiest";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static List<String> command(String file, String service) throws IOException {
    List<String> command = new ArrayList<>();
    new ObjectMapper(new YAMLFactory())
        .readTree(COMPOSE.resolve(file).toFile())
        .path("services")
        .path(service)
        .path("command")
        .forEach(argument -> command.add(argument.asText()));
    return command;
  }

  /** Returns the command with what is here in place of what is in the containers. */
  private static List<String> here(List<String> command, Map<String, String> places) {
    List<String> here = new ArrayList<>();
    for (String argument : command) {
      String changed = argument;
      for (Map.Entry<String, String> place : places.entrySet()) {
        changed = changed.replace(place.getKey(), place.getValue());
      }
      here.add(changed);
    }
    return here;
  }

  private Path secret(String text) throws IOException {
    Path file = folder.newFile().toPath();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(file, text);
  }

  /** Runs a service's shell script. */
  private static void runScript(String service, Map<String, String> places)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-ceu"));
    command.addAll(here(command("compose.yaml", service), places));
    Path log = Files.createTempFile("service", ".log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(Files.readString(log), exit, is(0));
    Files.delete(log);
  }

  @Test
  public void passwordsAreMadeOnceAndKept() throws Exception {
    Path secrets = folder.getRoot().toPath();
    Object group = Files.getAttribute(secrets, "unix:gid");
    Map<String, String> places =
        Map.of("$$", "$", "/secrets", secrets.toString(), "chgrp 10001", "chgrp " + group);
    Path jobFile = folder.newFolder("job").toPath().resolve("password");
    Path boardFile = folder.newFolder("board").toPath().resolve("password");
    runScript("passwords", places);
    String job = Files.readString(jobFile);
    String board = Files.readString(boardFile);

    runScript("passwords", places);

    assertThat(job, matchesPattern("[A-Za-z0-9+/]{32}\n"));
    assertThat(board, allOf(matchesPattern("[A-Za-z0-9+/]{32}\n"), is(not(job))));
    assertThat(Files.readString(jobFile), is(job));
    assertThat(Files.readString(boardFile), is(board));
    for (Path file : List.of(jobFile, boardFile)) {
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-r-----"));
    }
  }

  @Test
  public void theBoardShowsWhatTheJobWrites() throws Exception {
    Path directory = folder.getRoot().toPath();
    Path boardLog = directory.resolve("board.log");
    try (PostgresServer server = PostgresServer.start()) {
      server.psql("CREATE ROLE happiest SUPERUSER LOGIN");
      server.psql("CREATE DATABASE happiest OWNER happiest");
      String url = server.url().replaceFirst("[^/]*$", "happiest");
      Map<String, String> places =
          Map.of(
              DATABASE,
              url,
              "$$",
              "$",
              "-h database",
              "-h 127.0.0.1 -p " + URI.create(url.substring("jdbc:".length())).getPort(),
              "/secrets/password",
              secret("unused").toString(),
              "/secrets/job/password",
              secret("unused").toString(),
              "/secrets/board/password",
              secret("it's \"unused\"").toString(),
              "=9464",
              "=0",
              "=0.0.0.0",
              "=127.0.0.1");
      runScript("reader", places);
      runScript("reader", places);
      List<String> board = new ArrayList<>();
      board.addAll(List.of(JobProcess.javaTool("java"), "-cp", JobProcess.jar().toString()));
      board.add("io.github.happiesthashtags.board.BoardMain");
      board.addAll(here(command("compose.yaml", "board"), places));
      board.add("--port=0");
      try (JobProcess job =
              JobProcess.start(directory, here(command("compose.yaml", "job"), places));
          EngineProcess process = EngineProcess.start(directory, boardLog, Map.of(), board)) {
        await()
            .atMost(JobProcess.PATIENCE)
            .until(
                () -> {
                  assertThat(job.isAlive(), is(true));
                  assertThat(Files.readString(boardLog), process.isAlive(), is(true));
                  Matcher address = ADDRESS.matcher(Files.readString(boardLog));
                  return address.find() && showsRows(address.group());
                });
        try (Connection reader = DriverManager.getConnection(url, "board", "");
            Statement statement = reader.createStatement()) {
          SQLException refused =
              assertThrows(
                  SQLException.class, () -> statement.execute("DELETE FROM leaderboard_row"));
          assertThat(refused.getMessage(), containsString("permission denied"));
        }
      }
    }
  }

  private static boolean showsRows(String board) throws IOException, InterruptedException {
    URI current = URI.create(board + "/api/boards/sliding/leaderboards/current");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(current).build(), BodyHandlers.ofString())
        .body()
        .contains("\"rank\":1,");
  }

  /** Nothing listens at the address, so the job gets as far as its first request. */
  @Test
  public void theJobTakesTheOptionsForX() throws Exception {
    List<String> options =
        here(
            command("x.yaml", "job"),
            Map.of(
                DATABASE,
                "jdbc:postgresql://127.0.0.1:1/none",
                "/secrets/password",
                secret("unused").toString(),
                "/run/x-token",
                secret("token").toString(),
                "${X_MAX_POSTS:?give the most posts a UTC day, which X bills}",
                "10000"));
    options.add("--xApiUrl=http://127.0.0.1:1");
    options.add("--xUsage");

    JobProcess.Outcome outcome = JobProcess.run(folder.getRoot().toPath(), options);

    assertThat(outcome.err(), outcome.exitCode(), is(1));
    assertThat(outcome.err(), containsString("127.0.0.1:1"));
  }
}
