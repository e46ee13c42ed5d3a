package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.runners.conformance.DashboardConformance;
import io.github.happiesthashtags.testsupport.Thorough;
import org.junit.experimental.categories.Category;

/** The page of metrics of a job on embedded Spark. */
@Category(Thorough.class)
public final class SparkDashboardIT extends DashboardConformance {
  @Override
  protected String runner() {
    return "SparkRunner";
  }
}
