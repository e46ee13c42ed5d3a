package io.github.happiesthashtags.tail;

import io.github.happiesthashtags.output.Screen;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.tail.StoredPanes.MalformedPaneException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows stored panes on a screen as the console output does, each window's newest one. */
public final class Follower {
  private final StoredPanes stored;
  private final Screen screen;
  private final Map<PaneId.Window, PaneId> shown = new HashMap<>();
  private boolean begun;

  /** A follower that has shown nothing. */
  public Follower(StoredPanes stored, Screen screen) {
    this.stored = stored;
    this.screen = screen;
  }

  /**
   * Shows what is new since the last call. The first call shows the present state: the newest
   * finished window, and of the windows that are open after it, the one that ends first.
   *
   * @return whether there was anything
   * @throws IOException if the panes cannot be read now, or as {@link Screen#show} does
   */
  public boolean show() throws IOException {
    Map<PaneId.Window, PaneId> newest = newest(stored.list());
    List<Leaderboard> next = begun ? changed(newest.values()) : present(newest.values());
    for (Leaderboard leaderboard : next) {
      screen.show(leaderboard);
    }
    // Windows that are no longer listed are forgotten, so that memory does not grow.
    shown.clear();
    shown.putAll(newest);
    begun = true;
    return !next.isEmpty();
  }

  private Optional<Leaderboard> read(PaneId pane) throws IOException {
    try {
      return stored.read(pane);
    } catch (MalformedPaneException e) {
      screen.print(List.of("tail: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private static Map<PaneId.Window, PaneId> newest(List<PaneId> panes) {
    Map<PaneId.Window, PaneId> newest = new HashMap<>();
    for (PaneId pane : panes) {
      newest.merge(pane.window(), pane, (a, b) -> PaneId.ORDER.compare(a, b) >= 0 ? a : b);
    }
    return newest;
  }

  private List<Leaderboard> changed(Collection<PaneId> panes) throws IOException {
    List<PaneId> changed =
        panes.stream()
            .filter(
                pane -> {
                  PaneId before = shown.get(pane.window());
                  return before == null || PaneId.ORDER.compare(pane, before) > 0;
                })
            .sorted(PaneId.ORDER)
            .toList();
    List<Leaderboard> leaderboards = new ArrayList<>();
    for (PaneId pane : changed) {
      read(pane).ifPresent(leaderboards::add);
    }
    return leaderboards;
  }

  /** In place of a pane that cannot be read, the one before it is present. */
  private List<Leaderboard> present(Collection<PaneId> panes) throws IOException {
    Set<PaneId> readable = new HashSet<>(panes);
    while (true) {
      List<PaneId> chosen = choose(readable);
      List<Leaderboard> leaderboards = new ArrayList<>();
      for (PaneId pane : chosen) {
        Optional<Leaderboard> leaderboard = read(pane);
        leaderboard.ifPresent(leaderboards::add);
        if (leaderboard.isEmpty()) {
          readable.remove(pane);
        }
      }
      if (leaderboards.size() == chosen.size()) {
        return leaderboards;
      }
    }
  }

  private static List<PaneId> choose(Collection<PaneId> panes) {
    List<PaneId> present = new ArrayList<>();
    panes.stream().filter(pane -> !pane.isEarly()).max(PaneId.ORDER).ifPresent(present::add);
    Instant lastEnd = present.isEmpty() ? Instant.MIN : present.get(0).windowEnd();
    Instant lastStart =
        panes.stream().map(PaneId::windowStart).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    // A window that a stopped job left open no longer overlaps the windows of the next job.
    panes.stream()
        .filter(pane -> pane.isEarly() && pane.windowEnd().isAfter(lastEnd))
        .filter(pane -> pane.windowEnd().isAfter(lastStart))
        .min(PaneId.ORDER)
        .ifPresent(present::add);
    return present;
  }
}
