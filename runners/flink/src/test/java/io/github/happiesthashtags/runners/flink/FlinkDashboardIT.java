package io.github.happiesthashtags.runners.flink;

import io.github.happiesthashtags.runners.conformance.DashboardConformance;
import io.github.happiesthashtags.testsupport.Thorough;
import org.junit.experimental.categories.Category;

/** The page of metrics of a job on embedded Flink. */
@Category(Thorough.class)
public final class FlinkDashboardIT extends DashboardConformance {
  @Override
  protected String runner() {
    return "FlinkRunner";
  }
}
