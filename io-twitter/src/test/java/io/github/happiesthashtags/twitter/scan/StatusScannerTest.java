package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** What one scanner makes of many lines; single lines are held to the full parser elsewhere. */
public class StatusScannerTest {
  private final StatusScanner scanner = new StatusScanner();

  private boolean scans(String line) {
    byte[] bytes = (line + "\n").getBytes(UTF_8);
    return scanner.scan(bytes, 0, bytes.length - 1);
  }

  private String text() {
    StatusScanner.Span span = scanner.text();
    return new String(scanner.line(), span.from(), span.to() - span.from(), UTF_8);
  }

  private static String status(long id, String more) {
    return "{\"id\":%d,%s\"text\":\"t%d\"}".formatted(id, more, id);
  }

  @Test
  public void moreWaysThanAreKeptAreReadAllTheSame() {
    for (int id = 1; id <= 20_000; id++) {
      assertThat(scans(status(id, "\"made up %d\":%d,".formatted(id, id))), is(true));
      assertThat(scanner.id(), is((long) id));
      assertThat(text(), is("t" + id));
    }
  }

  @Test
  public void oneLineMayHaveMoreWaysThanAreKept() {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      more.append("\"made up %d\":\"x\",".formatted(i));
    }
    for (int id = 1; id <= 3; id++) {
      assertThat(scans(status(id, more.toString())), is(true));
      assertThat(text(), is("t" + id));
    }
  }

  @Test
  public void aValueOfAnotherKindIsSeenWhereOneWasKnown() {
    for (int round = 0; round < 3; round++) {
      for (String value :
          new String[] {
            "1",
            "-1",
            "12345678901",
            "1.5",
            "1e9",
            "\"1\"",
            "null",
            "true",
            "[]",
            "[1]",
            "{}",
            "{\"a\":1}"
          }) {
        assertThat(value, scans(status(7, "\"odd\":%s,".formatted(value))), is(true));
        assertThat(text(), is("t7"));
      }
      for (String value :
          new String[] {
            "", "01", "-", "1.", "1e", "nul", "truex", "[1", "[1,]", "{\"a\"}", "'1'"
          }) {
        assertThat(value, scans(status(7, "\"odd\":%s,".formatted(value))), is(false));
      }
    }
  }

  @Test
  public void aLineOfAnOldScannerLeavesNothingBehind() {
    assertThat(
        scans(
            "{\"data\":{\"id\":\"1\",\"text\":\"x\",\"lang\":\"en\",\"entities\":{\"hashtags\":[{}]},"
                + "\"referenced_tweets\":[{\"type\":\"retweeted\",\"id\":\"2\"}]},"
                + "\"includes\":{\"tweets\":[{\"id\":\"2\",\"text\":\"y\"}]}}"),
        is(true));
    assertThat(scanner.isRetweet(), is(true));
    assertThat(text(), is("y"));

    assertThat(scans(status(3, "")), is(true));
    assertThat(scanner.isRetweet(), is(false));
    assertThat(scanner.lang().exists(), is(false));
    assertThat(scanner.hasEntities(), is(false));
    assertThat(scanner.hashtags().exists(), is(false));
    assertThat(text(), is("t3"));
  }

  @Test
  public void aLineThatStandsBeforeItsEndIsNotCopied() {
    for (String end : new String[] {"\n", "\r\n"}) {
      byte[] line = (status(1, "") + end).getBytes(UTF_8);
      assertThat(scanner.scan(line, 0, line.length - end.length()), is(true));
      assertThat(scanner.line(), is(sameInstance(line)));
    }
    byte[] cut = (status(2, "") + "\r").getBytes(UTF_8);
    assertThat(scanner.scan(cut, 0, cut.length - 1), is(true));
    assertThat(scanner.id(), is(2L));
    assertThat(scanner.line(), is(not(sameInstance(cut))));
  }

  @Test
  public void fieldsMayComeInAnyOrder() {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "\"id\":\"9\"",
                "\"text\":\"t9\"",
                "\"lang\":\"en\"",
                "\"created_at\":\"2020-01-01T00:00:00.000Z\"",
                "\"entities\":{\"urls\":[],\"hashtags\":[{\"tag\":\"a\"}]}",
                "\"public_metrics\":{\"like_count\":1}",
                "\"note_tweet\":{\"text\":\"longer\"}",
                "\"referenced_tweets\":[]"));
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Collections.shuffle(fields, random);
      assertThat(scans("{\"data\":{" + String.join(",", fields) + "}}"), is(true));
      assertThat(scanner.id(), is(9L));
      assertThat(text(), is("longer"));
      assertThat(scanner.hasEntities(), is(false));
      assertThat(scanner.lang().exists() && scanner.createdAt().exists(), is(true));
    }
  }

  @Test
  public void theEndOfALineIsFoundOnTheWay() {
    byte[] lines = (status(1, "") + "\r\n" + status(2, "") + " \t\n\n").getBytes(UTF_8);
    int first = scanner.scan(lines, 0);
    assertThat(first, is(status(1, "").length() + 1));
    assertThat(scanner.id(), is(1L));

    int second = scanner.scan(lines, first + 1);
    assertThat(second, is(lines.length - 2));
    assertThat(scanner.id(), is(2L));

    assertThat(scanner.scan(lines, second + 1), is(StatusScanner.UNKNOWN));
  }
}
