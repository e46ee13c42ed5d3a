package io.github.happiesthashtags.twitter.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place, and the steps from it that are known, by how they begin. */
final class State {
  /** Of v1.1, {@code ,"profile_...} begins some twenty. */
  private static final int MAX_OF_A_HEAD = 64;

  private final Place place;
  private final Map<Long, List<Step>> byHead = new HashMap<>();

  /** Those that are shorter than a word, and so have no head to be found by. */
  private final List<Step> shortOnes = new ArrayList<>();

  State(Place place) {
    this.place = place;
  }

  Place place() {
    return place;
  }

  /** The known step that matches here. */
  @Nullable Step find(byte[] line, int at) {
    Step found = null;
    if (at <= line.length - Long.BYTES) {
      found = find(byHead.getOrDefault(Step.word(line, at), List.of()), line, at);
    }
    return found == null ? find(shortOnes, line, at) : found;
  }

  private static @Nullable Step find(List<Step> steps, byte[] line, int at) {
    for (Step step : steps) {
      if (step.matches(line, at)) {
        return step;
      }
    }
    return null;
  }

  void add(Step step) {
    if (step.length() < Long.BYTES) {
      shortOnes.add(step);
    } else {
      List<Step> like = byHead.computeIfAbsent(step.head(), head -> new ArrayList<>());
      if (like.size() == MAX_OF_A_HEAD) {
        // Names that are made up as they go: looking for one must stay cheap.
        like.clear();
      }
      like.add(step);
    }
  }
}
