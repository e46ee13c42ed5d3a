package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.junit.Test;

public class ProgressTest {
  private static final String START =
      "1,234 tweets, 200/s, 1 malformed, 2 late, watermark 2020-01-01T00:00:00Z";

  private final List<MetricResult<Long>> counters = new ArrayList<>();
  private final List<MetricResult<GaugeResult>> gauges = new ArrayList<>();

  private ProgressTest count(String name, long count) {
    String namespace =
        name.contains("_") && !name.startsWith(PipelineMetrics.MESSAGES_PREFIX)
            ? SourceMetrics.NAMESPACE
            : PipelineMetrics.NAMESPACE;
    counters.add(MetricResult.attempted(key("step", namespace, name), count));
    return this;
  }

  private ProgressTest gauge(String step, String name, long value) {
    gauges.add(
        MetricResult.attempted(
            key(step, SourceMetrics.NAMESPACE, name),
            GaugeResult.create(value, org.joda.time.Instant.EPOCH)));
    return this;
  }

  private static MetricKey key(String step, String namespace, String name) {
    return MetricKey.create(step, MetricName.named(namespace, name));
  }

  private ProgressTest stream() {
    return count("statuses", 1234)
        .count("malformed", 1)
        .count(PipelineMetrics.MESSAGES_PREFIX + "delete", 3)
        .gauge("a", SourceMetrics.WATERMARK, Instant.parse("2020-01-01T00:00:00Z").toEpochMilli())
        .gauge("a", SourceMetrics.LAG, 0)
        .gauge("a", SourceMetrics.BUFFER, 0)
        .gauge("a", SourceMetrics.STATE, 2);
  }

  private Counters counters() {
    Counters found = Counters.of(new FakeResult(PipelineResult.State.RUNNING, counters, gauges));
    found.counts().put(PipelineMetrics.LATE, 2L);
    return found;
  }

  private String line() {
    return Progress.joined(
        Progress.line(counters(), /* streaming= */ true, 200), LiveStatus.remarks(counters()));
  }

  @Test
  public void aStreamInGoodOrderIsToldWithoutRemarks() {
    stream();

    assertThat(line(), is(START));
  }

  @Test
  public void whatALiveSourceDoesFollows() {
    stream()
        .gauge("b", SourceMetrics.LAG, 1234)
        .gauge("b", SourceMetrics.BUFFER, 2049)
        .count("reconnects_network", 2)
        .count("reconnects_silence", 1)
        .count("gap_lost_millis", 1500)
        .count("gap_recovered_millis", 61_000)
        .count("dropped_statuses", 4321)
        .count("dropped_bytes", 1_000_000);

    assertThat(
        line(),
        is(
            START
                + ", lag 1.23 s, lost 1.5 s, 4,321 dropped, 3 reconnects,"
                + " recovered 61.0 s, buffer 3 KB"));
  }

  @Test
  public void oneReconnectIsOne() {
    stream().count("reconnects_ended", 1);

    assertThat(line(), is(START + ", 1 reconnect"));
  }

  @Test
  public void theLineIsNeverLongerThanALogIsWideAndKeepsWhatMattersMost() {
    stream()
        .count("statuses", 9_999_999_999L)
        .gauge("b", SourceMetrics.LAG, 86_000_000)
        .gauge("b", SourceMetrics.BUFFER, 32 << 20)
        .count("reconnects_network", 99_999)
        .count("gap_lost_millis", 86_400_000)
        .count("gap_recovered_millis", 86_400_000)
        .count("dropped_statuses", 9_999_999_999L);

    assertThat(line().length(), is(lessThanOrEqualTo(160)));
    assertThat(line(), containsString(", lag 86,000.00 s, lost 86,400.0 s"));
  }

  @Test
  public void anOldRecordingHasNoLag() {
    stream().gauge("b", SourceMetrics.LAG, 86_400_000);

    assertThat(line(), is(START));
  }

  @Test
  public void theSlowestWatermarkAndTheLongestLagOfSeveralSourcesAreTold() {
    stream()
        .gauge("b", SourceMetrics.WATERMARK, Long.MAX_VALUE)
        .gauge("b", SourceMetrics.LAG, 500)
        .gauge("c", SourceMetrics.LAG, 400)
        .gauge("b", SourceMetrics.BUFFER, 1024)
        .gauge("c", SourceMetrics.BUFFER, 1024);

    assertThat(line(), is(START + ", lag 0.50 s, buffer 2 KB"));
  }

  @Test
  public void theSummaryHasReconnectsByCauseAndLossesEvenIfThereWereNone() {
    stream()
        .count("received_statuses", 1234)
        .count("reconnects_network", 2)
        .count("reconnects_too_many_connections", 1)
        .count("gap_recovered_millis", 61_000);

    assertThat(
        Progress.summary(counters(), null),
        hasItems(
            "  statuses                           1,234",
            "  received_statuses                  1,234",
            "  reconnects                             3",
            "  reconnects_network                     2",
            "  reconnects_too_many_connections        1",
            "  gap_lost_millis                        0",
            "  gap_recovered_millis              61,000",
            "  dropped_statuses                       0",
            "  dropped_bytes                          0",
            "  lag_millis                             0",
            "  buffer_bytes                           0"));
  }

  @Test
  public void theSummaryOfARecordingHasNothingOfALiveSource() {
    count("statuses", 1234);

    List<String> summary = Progress.summary(counters(), null);

    assertThat(
        summary.stream().filter(row -> row.matches(" *(gap|lag|recon|drop|buf).*")).toList(),
        is(empty()));
    assertThat(Progress.line(counters(), false, 200), not(containsString("lag")));
    assertThat(summary.size(), is(lessThan(12)));
  }
}
