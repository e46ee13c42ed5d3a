package io.github.happiesthashtags.testsupport;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.BoundedTrie;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.StringSet;

/**
 * A container for the counters of code that runs in this thread without a runner. Gauges are
 * ignored.
 */
public final class CountingMetrics implements MetricsContainer {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Long> counts = new TreeMap<>();

  /** Returns the counters by name, whatever their namespace. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** Returns a counter's value, 0 if nothing was counted. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  @Override
  public Counter getCounter(MetricName name) {
    return new Counter() {
      @Override
      public void inc() {
        inc(1);
      }

      @Override
      public void inc(long n) {
        counts.merge(name.getName(), n, Long::sum);
      }

      @Override
      public void dec() {
        inc(-1);
      }

      @Override
      public void dec(long n) {
        inc(-n);
      }

      @Override
      public MetricName getName() {
        return name;
      }
    };
  }

  @Override
  public Distribution getDistribution(MetricName name) {
    return new Distribution() {
      @Override
      public void update(long value) {
        // Tests only read counters.
      }

      @Override
      public void update(long sum, long count, long min, long max) {
        // Tests only read counters.
      }

      @Override
      public MetricName getName() {
        return name;
      }
    };
  }

  @Override
  public Gauge getGauge(MetricName name) {
    return new Gauge() {
      @Override
      public void set(long value) {
        // Tests only read counters.
      }

      @Override
      public MetricName getName() {
        return name;
      }
    };
  }

  @Override
  public StringSet getStringSet(MetricName name) {
    return new StringSet() {
      @Override
      public void add(String value) {
        // Tests only read counters.
      }

      @Override
      public MetricName getName() {
        return name;
      }
    };
  }

  @Override
  public BoundedTrie getBoundedTrie(MetricName name) {
    throw new UnsupportedOperationException("trie " + name);
  }
}
