package io.github.happiesthashtags.runners.direct;

import io.github.happiesthashtags.runners.conformance.DashboardConformance;

/** The page of metrics of a job on the Direct runner. */
public final class DirectDashboardIT extends DashboardConformance {
  @Override
  protected String runner() {
    return "DirectRunner";
  }
}
