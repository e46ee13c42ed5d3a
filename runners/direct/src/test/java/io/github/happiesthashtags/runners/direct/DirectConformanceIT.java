package io.github.happiesthashtags.runners.direct;

import io.github.happiesthashtags.runners.conformance.RunnerConformance;

/** What the Direct runner says of a recording, it says of the same stream in any other way. */
public final class DirectConformanceIT extends RunnerConformance {
  @Override
  protected String runner() {
    return "Direct";
  }
}
