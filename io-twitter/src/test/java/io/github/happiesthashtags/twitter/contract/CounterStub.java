package io.github.happiesthashtags.twitter.contract;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.BoundedTrie;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.StringSet;

/** Sums up counters, as a runner does. */
final class CounterStub implements MetricsContainer {
  private static final long serialVersionUID = 1L;

  private final Map<String, Long> sums = new TreeMap<>();

  long of(String name) {
    return sums.getOrDefault(name, 0L);
  }

  @Override
  public Counter getCounter(MetricName name) {
    return new Counter() {
      @Override
      public void inc() {
        inc(1);
      }

      @Override
      public void inc(long by) {
        sums.merge(name.getName(), by, Long::sum);
      }

      @Override
      public void dec() {
        inc(-1);
      }

      @Override
      public void dec(long by) {
        inc(-by);
      }

      @Override
      public MetricName getName() {
        return name;
      }
    };
  }

  @Override
  public Distribution getDistribution(MetricName name) {
    throw new UnsupportedOperationException("a source counts");
  }

  @Override
  public StringSet getStringSet(MetricName name) {
    throw new UnsupportedOperationException("a source counts");
  }

  @Override
  public BoundedTrie getBoundedTrie(MetricName name) {
    throw new UnsupportedOperationException("a source counts");
  }

  @Override
  public Gauge getGauge(MetricName name) {
    return new Gauge() {
      @Override
      public void set(long value) {
        // Only counters are asked for.
      }

      @Override
      public MetricName getName() {
        return name;
      }
    };
  }
}
