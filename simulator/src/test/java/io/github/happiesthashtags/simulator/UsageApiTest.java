package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class UsageApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void theUsageIsWhatWasSent() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(1000).start()) {
      JsonNode before = get(simulator, "");
      assertThat(before.path("project_usage").textValue(), is("0"));
      assertThat(before.path("project_cap").textValue(), is("3000000"));
      assertThat(before.path("cap_reset_day").intValue(), is(1));
      try (RawClient stream = RawClient.get(simulator, SAMPLE)) {
        stream.messages(20);
      }
      JsonNode after = get(simulator, "?usage.fields=project_usage,daily_project_usage&days=1");
      assertThat(after.path("project_usage").asInt(), is(greaterThanOrEqualTo(20)));
      assertThat(after.has("project_cap"), is(false));
      assertThat(
          after.at("/daily_project_usage/usage/0/usage").asInt(), is(greaterThanOrEqualTo(20)));
    }
  }

  @Test
  public void aPostIsCountedOnceADayAndAnEventNever() throws Exception {
    VirtualClock clock = new VirtualClock(Instant.parse("2024-05-06T23:00:00Z"));
    try (XApiSimulator simulator =
        XApiSimulator.builder()
            .tweetsPerSecond(100)
            .tweetLimit(50)
            .clock(clock)
            .keepAlive(Duration.ofSeconds(1))
            .start()) {
      try (RawClient events = RawClient.get(simulator, "/2/tweets/compliance/stream?partition=1")) {
        events.messages(5);
      }
      assertThat(get(simulator, "").path("project_usage").textValue(), is("0"));
      for (int i = 0; i < 2; i++) {
        try (RawClient stream = RawClient.get(simulator, SAMPLE + "?backfill_minutes=5")) {
          stream.messages(50);
        }
        await().until(simulator::openConnections, is(0));
      }
      assertThat(get(simulator, "").path("project_usage").textValue(), is("50"));
      clock.advance(Duration.ofHours(2));
      String query = "?usage.fields=project_usage,daily_project_usage";
      assertThat(get(simulator, query).path("project_usage").textValue(), is("50"));
      assertThat(
          get(simulator, query).at("/daily_project_usage/usage/0/usage").textValue(), is("0"));
    }
  }

  @Test
  public void aRequestThatTheApiDoesNotKnowIsRefused() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().start()) {
      for (String query : new String[] {"?days=0", "?days=91", "?usage.fields=cap"}) {
        try (RawClient refused = RawClient.get(simulator, UsageApi.PATH + query)) {
          assertThat(query, refused.status(), is(400));
        }
      }
    }
  }

  @Test
  public void aSpentAccountIsRefusedInTheApisWords() throws Exception {
    try (XApiSimulator simulator =
        XApiSimulator.builder()
            .fault(0, Fault.refuse(402))
            .fault(0, Fault.parse("refuse:429:usage-cap"))
            .start()) {
      try (RawClient refused = RawClient.get(simulator, SAMPLE)) {
        assertThat(refused.status(), is(402));
        assertThat(refused.messages().get(0), containsString("\"title\":\"CreditsDepleted\""));
      }
      try (RawClient refused = RawClient.get(simulator, SAMPLE)) {
        assertThat(refused.status(), is(429));
        assertThat(refused.messages().get(0), containsString("\"title\":\"UsageCapExceeded\""));
      }
    }
  }

  private static JsonNode get(XApiSimulator simulator, String query) throws Exception {
    try (RawClient client = RawClient.get(simulator, UsageApi.PATH + query)) {
      assertThat(client.status(), is(200));
      return JSON.readTree(client.messages().get(0)).path("data");
    }
  }
}
