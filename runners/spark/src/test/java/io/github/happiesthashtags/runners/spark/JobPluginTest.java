package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.not;

import com.codahale.metrics.MetricRegistry;
import io.github.happiesthashtags.twitter.stream.SourceMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.spark.metrics.sink.PrometheusServlet;
import org.junit.Test;

public final class JobPluginTest {
  /**
   * Returns the page of Spark's own servlet, with the names that Spark gives a driver plugin's
   * metrics.
   */
  private static String page() {
    MetricRegistry plugin = new MetricRegistry();
    JobPlugin.register(plugin, new JobPlugin.Metrics());
    MetricRegistry all = new MetricRegistry();
    all.register("happiest_hashtags.driver.plugin." + JobPlugin.class.getName(), plugin);
    return new PrometheusServlet(new Properties(), all).getMetricsSnapshot(null);
  }

  @Test
  public void countersAreThereAtZeroBeforeAnythingIsCounted() {
    String page = page();

    for (String name : SourceMetrics.counters()) {
      assertThat(page, containsString("JobPlugin_twitter_" + name + "_Value{type=\"gauges\"} 0\n"));
    }
    assertThat(page, containsString("_happiest_hashtags_late_statuses_Value{type=\"gauges\"} 0\n"));
  }

  /** A gauge must not start at 0: as a watermark, 0 is in 1970. */
  @Test
  public void aGaugeIsThereOnceItIsSet() {
    assertThat(page(), not(containsString("watermark_millis")));
  }

  @Test
  public void everyLineIsANameAndANumber() {
    for (String line : page().split("\n", -1)) {
      if (!line.isEmpty()) {
        assertThat(
            line,
            Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
            instanceOf(Double.class));
      }
    }
  }

  @Test
  public void alertsAskForWhatIsOnThePage() throws Exception {
    String alerts = Files.readString(Path.of("../../templates/dashboards/alerts.yaml"));
    for (String asked :
        List.of(
            SourceMetrics.NAMESPACE + '_' + SourceMetrics.GAP_LOST,
            "batches_completed",
            "batches_waiting")) {
      String line =
          page().lines().filter(l -> l.contains(asked + "_Value")).findFirst().orElseThrow();
      assertThat(alerts, containsString(line.substring(0, line.indexOf('{'))));
    }
  }
}
