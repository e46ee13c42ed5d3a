package io.github.happiesthashtags.twitter.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place, and the steps from it that are known. */
final class State {
  /** Of v1.1's users, whose members all begin in one place, there are some 60. */
  private static final int MAX_STEPS = 128;

  private final Place place;
  private final List<Step> steps = new ArrayList<>();
  private int oldest;

  State(Place place) {
    this.place = place;
  }

  Place place() {
    return place;
  }

  /** The known step that matches here. */
  @Nullable Step find(byte[] line, int at) {
    for (Step step : steps) {
      if (step.matches(line, at)) {
        return step;
      }
    }
    return null;
  }

  /** Adds a step; of very many the oldest goes, so that looking for one stays cheap. */
  void add(Step step) {
    if (steps.size() < MAX_STEPS) {
      steps.add(step);
    } else {
      steps.set(oldest, step);
      oldest = (oldest + 1) % MAX_STEPS;
    }
  }
}
