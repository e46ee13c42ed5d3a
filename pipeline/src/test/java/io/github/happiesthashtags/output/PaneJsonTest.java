package io.github.happiesthashtags.output;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.LeaderboardRow;
import java.math.BigDecimal;
import java.util.List;
import org.joda.time.Instant;
import org.junit.Test;

public class PaneJsonTest {
  private static Leaderboard pane(String hashtag, String score) {
    return Leaderboard.of(
        Instant.parse("2020-01-01T00:00:00Z"),
        Instant.parse("2020-01-01T01:00:00Z"),
        Leaderboard.Timing.LATE,
        3,
        List.of(LeaderboardRow.of(hashtag, new BigDecimal(score), 7, 2)));
  }

  @Test
  public void aPaneIsOneObject() {
    assertThat(
        PaneJson.value("hourly", pane("joy", "3.500000")),
        is(
            "{\"version\":1,\"board\":\"hourly\",\"window_start\":\"2020-01-01T00:00:00Z\","
                + "\"window_end\":\"2020-01-01T01:00:00Z\",\"timing\":\"LATE\",\"pane\":3,"
                + "\"rows\":[{\"rank\":1,\"hashtag\":\"joy\",\"score\":3.500000,\"smiles\":7,"
                + "\"statuses\":2}]}"));
  }

  @Test
  public void theKeyIsTheBoardAndTheWindow() {
    assertThat(
        PaneJson.key("hourly", pane("joy", "1")),
        is("hourly/2020-01-01T00:00:00Z/2020-01-01T01:00:00Z"));
  }

  @Test
  public void anyHashtagIsDataAndNothingElse() throws Exception {
    for (String hashtag :
        List.of(
            "\",\"rank\":0", "<script>", "\u202Eevil", "\0\n", "\uD83D\uDE00", "x".repeat(140))) {
      JsonNode read =
          JsonMapper.builder().build().readTree(PaneJson.value("b", pane(hashtag, "1")));

      assertThat(read.at("/rows/0/hashtag").asText(), is(hashtag));
      assertThat(read.at("/rows/0/rank").asInt(), is(1));
    }
  }
}
