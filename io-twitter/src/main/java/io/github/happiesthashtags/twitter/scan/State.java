package io.github.happiesthashtags.twitter.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place, and the steps from it that are known, by how they begin. */
final class State {
  /**
   * In v1.1, some twenty names begin with {@code ,"profile_}. More are not kept: a search must stay
   * cheap even if names are made up.
   */
  static final int MAX_ALIKE = 64;

  private final Place place;
  private final Map<Long, List<Step>> byHead = new HashMap<>();

  /** Those that are shorter than a word, and so have no head to be found by. */
  private final List<Step> shortOnes = new ArrayList<>();

  private int compared;

  State(Place place) {
    this.place = place;
  }

  Place place() {
    return place;
  }

  /** The known step that matches here. */
  @Nullable Step find(byte[] line, int at) {
    Step found = null;
    compared = 0;
    if (at <= line.length - Long.BYTES) {
      found = find(byHead.getOrDefault(Step.word(line, at), List.of()), line, at);
    }
    return found == null ? find(shortOnes, line, at) : found;
  }

  /** Returns the number of steps that the last search looked at. */
  int compared() {
    return compared;
  }

  private @Nullable Step find(List<Step> steps, byte[] line, int at) {
    for (Step step : steps) {
      compared++;
      if (step.matches(line, at)) {
        return step;
      }
    }
    return null;
  }

  void add(Step step) {
    List<Step> alike =
        step.length() < Long.BYTES
            ? shortOnes
            : byHead.computeIfAbsent(step.head(), head -> new ArrayList<>());
    if (alike.size() == MAX_ALIKE) {
      alike.clear();
    }
    alike.add(step);
  }
}
