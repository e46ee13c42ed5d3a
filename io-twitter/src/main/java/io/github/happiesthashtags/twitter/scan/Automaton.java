package io.github.happiesthashtags.twitter.scan;

import java.util.HashMap;
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
  private static final int MAX_STEPS = 1 << 12;

  private final StepReader reader = new StepReader();
  private final Map<Place, State> states = new HashMap<>();
  private Step beginning = forget();
  private int size;

  /** The step in front of every line. */
  Step beginning() {
    return beginning;
  }

  /** The step that leads on from here, or null if no status looks like that. */
  @Nullable Step after(Step last, byte[] line, int at) {
    Step next = last.otherFollower(line, at);
    return next == null ? lookUp(last, line, at) : next;
  }

  private @Nullable Step lookUp(Step last, byte[] line, int at) {
    State state = last.behind();
    Step known = state.find(line, at);
    if (known != null) {
      last.add(known);
      return known;
    }
    if (size == MAX_STEPS) {
      // What is met from now on matters more than what was met first. The line goes on all the
      // same.
      beginning = forget();
    }
    Step read = reader.read(state.place(), line, at, this::state);
    if (read != null) {
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
    return states.computeIfAbsent(place, State::new);
  }
}
