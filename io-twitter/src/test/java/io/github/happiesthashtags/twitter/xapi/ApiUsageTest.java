package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public final class ApiUsageTest {
  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final TemporaryFolder folder = new TemporaryFolder();

  private XApi api(URI uri, String token) throws IOException {
    Path file = Files.writeString(folder.newFile().toPath(), token);
    return XApi.streams("filtered")
        .withUrl(uri.toString())
        .withBearerTokenFile(file.toString())
        .withSharedTokenFile();
  }

  @Test
  public void theUsageIsReadWithoutAStream() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      ApiUsage usage = api(simulator.uri(), simulator.bearerToken()).usage();
      assertThat(
          usage.describe(),
          is(
              "project 1460000000000000001: 0 of 3000000 posts read; X resets the count on day 1 of"
                  + " the month"));
      assertThat(simulator.connections(), is(0L));
    }
  }

  @Test
  public void aWrongTokenIsRefused() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      XApi api = api(simulator.uri(), "another-token");
      String message = assertThrows(CredentialsException.class, api::usage).getMessage();
      assertThat(message, containsString("check the token file"));
    }
  }

  @Test
  public void numbersMayBeTextsOrNumbersAndEachMayBeMissing() throws Exception {
    assertThat(
        described("{\"data\":{\"project_usage\":12,\"project_cap\":\"100\"}}"),
        is("12 of 100 posts read"));
    assertThat(described("{\"data\":{\"project_usage\":\"12\"}}"), is("12 posts read"));
    assertThat(
        described("{\"data\":{\"cap_reset_day\":9}}"),
        is("unknown posts read; X resets the count on day 9 of the month"));
  }

  @Test
  public void controlCharactersAreEscaped() throws Exception {
    assertThat(
        described("{\"data\":{\"project_usage\":\"\\u001b[2J\"}}"), is("\\u001B[2J posts read"));
  }

  @Test
  public void anAnswerWithoutDataIsShownInTheApisWords() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.refusal(200, "{\"errors\":[{\"title\":\"Oops\"}]}"))) {
      XApi api = api(server.uri().resolve("/"), "token");
      assertThat(
          assertThrows(IOException.class, api::usage).getMessage(),
          containsString("answered GET /2/usage/tweets without data: Oops"));
    }
  }

  private String described(String body) throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.refusal(200, body))) {
      return api(server.uri().resolve("/"), "token").usage().describe();
    }
  }
}
