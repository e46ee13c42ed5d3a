package io.github.happiesthashtags.twitter.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that lines were seen to take so far. Not thread-safe.
 *
 * <p>Where a step leads depends on where it begins and on its bytes alone, so it is worked out by
 * {@link StepReader} when it is met first, and recognised from then on.
 */
final class Automaton {
  /**
   * A few hundred bytes each. Real streams of one kind have some hundred; more come from recordings
   * in which names or white space are made up as they go.
   */
  static final int MAX_STEPS = 1 << 12;

  /**
   * When lines have more steps than are kept, the kept ones stay, so that a few odd lines do not
   * cost ordinary ones their steps. If the allowance falls below this, the steps do not pay, and
   * all are forgotten.
   */
  private static final int POOR = 1 << 8;

  // What is slow, in bytes that the full parser reads in the time that it takes.
  private static final int LOOKING_UP = 32;
  private static final int COMPARING = 2;
  private static final int LEARNING = 128;

  private final StepReader reader = new StepReader();
  private final Map<Place, State> states = new HashMap<>();
  private Step beginning = forget();
  private int size;
  private int lineFrom;
  private long allowance;
  private long effort;
  private int reached;

  /**
   * Begins with a line.
   *
   * @param most the effort that the line may cost beyond half of its bytes
   */
  void begin(int from, long most) {
    lineFrom = from;
    allowance = most;
    effort = 0;
    reached = from;
  }

  /**
   * Returns the cost of this line's unexpected steps, in bytes that the full parser reads in that
   * time.
   */
  long effort() {
    return effort;
  }

  /**
   * Returns the index after the bytes that {@link #after} looked at for the last step that it did
   * not find.
   */
  int reached() {
    return reached;
  }

  /** Returns the number of kept steps. */
  int size() {
    return size;
  }

  /** The step in front of every line. */
  Step beginning() {
    return beginning;
  }

  /**
   * Returns the step that leads on from here; null if no status looks like that, or if finding the
   * step would exceed this line's effort.
   */
  @Nullable Step after(Step last, byte[] line, int at) {
    Step next = last.otherFollower(line, at);
    return next == null ? lookUp(last, line, at) : next;
  }

  private @Nullable Step lookUp(Step last, byte[] line, int at) {
    if (effort > allowance + (at - lineFrom) / 2) {
      reached = at;
      return null;
    }
    State state = last.behind();
    Step known = state.find(line, at);
    effort += LOOKING_UP + COMPARING * state.compared();
    if (known != null) {
      last.add(known);
      return known;
    }
    if (size == MAX_STEPS && allowance < POOR) {
      // The line can still be scanned.
      beginning = forget();
    }
    effort += LEARNING;
    Step read = reader.read(state.place(), line, at, this::state);
    if (read == null) {
      reached = reader.reached();
    } else if (size < MAX_STEPS) {
      state.add(read);
      last.add(read);
      size++;
    }
    return read;
  }

  private Step forget() {
    states.clear();
    size = 0;
    return Step.beginning(state(Place.BEFORE_LINE));
  }

  private State state(Place place) {
    State known = states.get(place);
    if (known != null) {
      return known;
    }
    State met = new State(place);
    if (size < MAX_STEPS) {
      states.put(place, met);
    }
    return met;
  }

  /** A place, and the steps from it that are known, by how they begin. */
  static final class State {
    /**
     * In v1.1, some twenty names begin with {@code ,"profile_}. More are not kept: a search must
     * stay cheap even if names are made up.
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
        found = find(byHead.getOrDefault(Words.at(line, at), List.of()), line, at);
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
}
