package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class XBudgetTest {
  private static final String STAND_IN = "--xApiUrl=http://127.0.0.1:8080";

  private static XBudget budget(String... more) {
    List<String> options = new ArrayList<>(List.of("--source=x", "--bearerTokenFile=t"));
    options.addAll(List.of(more));
    return JobSettings.of(CommandLine.parse(options.toArray(new String[0]))).source().budget();
  }

  private static String atStart(String... more) {
    XBudget budget = budget(more);
    budget.check();
    return budget.atStart().orElse("nothing");
  }

  @Test
  public void theStartSaysWhatTheBudgetCostsAtMost() {
    assertThat(
        atStart("--xMaxPosts=10000"),
        is(
            "10,000 posts a UTC day cost at most $50.00 a day and $1,550.00 a month, at $0.005 a"
                + " post"));
    assertThat(
        atStart("--xMaxPosts=10000", "--xMaxPostsPerMonth=50001", "--xPostPrice=0.01"),
        is(
            "10,000 posts a UTC day cost at most $100.00 a day and $500.01 a month, at $0.01 a"
                + " post"));
    assertThat(
        atStart("--xMaxPosts=unlimited", "--xMaxPostsPerMonth=1000"),
        is("1,000 posts a UTC month cost at most $5.00, at $0.005 a post"));
    assertThat(
        atStart("--xMaxPosts=unlimited"),
        is(
            "no limit of posts: at 250 posts/s, the most that X sends to a self-serve app, an hour"
                + " costs $4,500.00, at $0.005 a post"));
  }

  @Test
  public void aMonthsBudgetBelowTheDaysLimitsTheDayToo() {
    assertThat(
        atStart("--xMaxPosts=10000", "--xMaxPostsPerMonth=100"),
        is("100 posts a UTC month cost at most $0.50, at $0.005 a post"));
  }

  @Test
  public void everyConnectionReadsAtLeastOnePost() {
    assertThat(
        atStart("--xMaxPosts=1", "--xStream=firehose"),
        is("20 posts a UTC day cost at most $0.10 a day and $3.10 a month, at $0.005 a post"));
  }

  @Test
  public void aStandInNeedsNoBudgetAndShowsWhatOneWouldCost() {
    assertThat(atStart(STAND_IN), is("nothing"));
    assertThat(atStart(STAND_IN, "--xMaxPosts=0"), is("nothing"));
    assertThat(
        atStart(STAND_IN, "--xMaxPosts=1"),
        is("1 post a UTC day costs at most $0.01 a day and $0.16 a month, at $0.005 a post"));
    assertThat(
        atStart(STAND_IN, "--xMaxPostsPerMonth=1"),
        is("1 post a UTC month costs at most $0.01, at $0.005 a post"));
  }

  @Test
  public void theEndSaysWhatWasSpentAtMost() {
    XBudget budget = budget("--xMaxPosts=unlimited");
    assertThat(
        budget.spent(read(8_012)),
        is(Optional.of("8,012 posts read cost at most $40.06, at $0.005 a post")));
    assertThat(
        budget.spent(read(1)),
        is(Optional.of("1 post read costs at most $0.01, at $0.005 a post")));
    assertThat(
        budget.spent(read(0)),
        is(Optional.of("0 posts read cost at most $0.00, at $0.005 a post")));
    assertThat(budget(STAND_IN).spent(read(8_012)), is(Optional.empty()));
  }

  private static Counters read(long posts) {
    return new Counters(Map.of(SourceMetrics.RECEIVED_STATUSES, posts), Map.of());
  }
}
