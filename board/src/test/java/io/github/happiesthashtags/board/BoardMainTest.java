package io.github.happiesthashtags.board;

import static io.github.happiesthashtags.board.StoredBoards.entry;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class BoardMainTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CountDownLatch end = new CountDownLatch(1);

  private int run(String... args) throws InterruptedException {
    return BoardMain.run(args, new PrintStream(out, true), new PrintStream(err, true), end);
  }

  private String error(String... args) throws InterruptedException {
    err.reset();
    assertThat(run(args), is(2));
    String line = err.toString(StandardCharsets.UTF_8).strip();
    assertThat(line.lines().count(), is(1L));
    return line;
  }

  /** An empty file that only its owner may read, where the file system has permissions. */
  private Path passwordFile() throws Exception {
    Path file = folder.newFile().toPath();
    permit(file, "rw-------");
    return file;
  }

  private static void permit(Path file, String permissions) throws Exception {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  @Test
  public void servesADatabaseAndPrintsTheAddress() throws Exception {
    try (StoredBoards stored = StoredBoards.withTables()) {
      stored.store("b", 0, 3600, "ON_TIME", 0, entry("tea", 5));
      Path password = passwordFile();
      Files.writeString(password, "\n");
      CompletableFuture<Integer> exit =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return run(
                      "--jdbcUrl=" + stored.url(), "--jdbcPasswordFile=" + password, "--port=0");
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      await().until(() -> out.toString(StandardCharsets.UTF_8).endsWith("\n"));
      URI address = URI.create(out.toString(StandardCharsets.UTF_8).strip());
      HttpResponse<String> boards =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(address.resolve("/api/boards")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(boards.body(), containsString("\"board\":\"b\""));

      end.countDown();
      assertThat(exit.get(), is(0));
    }
  }

  @Test
  public void badOptionsAreOneLineAndExitWith2() throws Exception {
    String url = "--jdbcUrl=jdbc:h2:mem:x";
    assertThat(error(), containsString("--jdbcUrl is missing"));
    assertThat(error("--jdbcUrl=x"), containsString("--jdbcUrl=x: no driver"));
    assertThat(error(url, "--port=x"), containsString("--port=x: give a number"));
    assertThat(error(url, "--port=65536"), containsString("from 0 to 65535"));
    assertThat(error(url, "--jdbcPasswordFile=/no/file"), containsString("not a readable file"));
    assertThat(error(url, "--jdbcPassword=x"), containsString("unknown option --jdbcPassword;"));
    assertThat(error(url, "--port"), containsString("--port: give a value"));
    assertThat(error(url, url), containsString("more than once"));
  }

  @Test
  public void aPasswordInTheAddressIsRefusedAndNotRepeated() throws Exception {
    String error = error("--jdbcUrl=jdbc:postgresql://h/d?password=secret");
    assertThat(error, containsString("--jdbcPasswordFile"));
    assertThat(error, not(containsString("secret")));
  }

  @Test
  public void ofThePasswordFileOnlyTheLineEndIsIgnored() throws Exception {
    Path password = passwordFile();
    Files.writeString(password, " ends with a space \n");
    BoardOptions options =
        BoardOptions.parse(
            new String[] {"--jdbcUrl=jdbc:h2:mem:x", "--jdbcPasswordFile=" + password});
    assertThat(options.jdbcPassword(), is(" ends with a space "));
  }

  @Test
  public void aPasswordFileThatOthersMayReadOrWriteIsRefused() throws Exception {
    Path password = passwordFile();
    assumeTrue(Files.getFileStore(password).supportsFileAttributeView("posix"));
    for (String permissions : new String[] {"rw-r--r--", "rw-----w-"}) {
      permit(password, permissions);
      assertThat(
          error("--jdbcUrl=jdbc:h2:mem:x", "--jdbcPasswordFile=" + password),
          containsString("chmod 600 " + password));
    }
  }

  @Test
  public void startsBeforeItsDatabase() throws Exception {
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run("--jdbcUrl=jdbc:postgresql://127.0.0.1:1/none", "--port=0");
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    await().until(() -> out.toString(StandardCharsets.UTF_8).startsWith("http://127.0.0.1:"));
    end.countDown();
    assertThat(exit.get(), is(0));
  }

  @Test
  public void helpNamesEveryOption() throws Exception {
    assertThat(run("--help"), is(0));
    assertThat(out.toString(StandardCharsets.UTF_8), containsString("--jdbcPasswordFile=PATH"));
  }
}
