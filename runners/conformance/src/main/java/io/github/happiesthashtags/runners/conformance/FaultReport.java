package io.github.happiesthashtags.runners.conformance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The cost of kills: smiles that are missing from the final results or counted twice. */
public final class FaultReport {
  private static final int HASHTAG = 5;
  private static final int SMILES = 7;

  /** The cost of one kind of fault. */
  private record Cost(int times, int windows, int different, long lost, long doubled) {
    Cost plus(Cost more) {
      return new Cost(
          times + more.times,
          windows + more.windows,
          different + more.different,
          lost + more.lost,
          doubled + more.doubled);
    }
  }

  private final Map<String, Cost> costs = new LinkedHashMap<>();

  /**
   * Compares results by file name and returns how many differ.
   *
   * @param kind the kind of fault
   * @param times how often it happened
   * @param golden the results without faults
   */
  public synchronized int add(
      String kind, int times, SortedMap<String, String> golden, Map<String, String> found) {
    long lost = 0;
    long doubled = 0;
    int different = 0;
    SortedSet<String> windows = new TreeSet<>(golden.keySet());
    windows.addAll(found.keySet());
    for (String window : windows) {
      String expected = golden.getOrDefault(window, "");
      String text = found.getOrDefault(window, "");
      if (!expected.equals(text)) {
        different++;
        Map<String, Long> missing = smiles(expected);
        smiles(text).forEach((hashtag, count) -> missing.merge(hashtag, -count, Long::sum));
        for (long difference : missing.values()) {
          lost += Math.max(0, difference);
          doubled += Math.max(0, -difference);
        }
      }
    }
    costs.merge(kind, new Cost(times, golden.size(), different, lost, doubled), Cost::plus);
    return different;
  }

  private static Map<String, Long> smiles(String csv) {
    Map<String, Long> smiles = new TreeMap<>();
    csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells -> smiles.put(cells[HASHTAG], Long.parseLong(cells[SMILES])));
    return smiles;
  }

  /** Returns the report as a Markdown table. */
  @Override
  public synchronized String toString() {
    StringBuilder table =
        new StringBuilder(
            """
            | what happened | times | windows | windows not equal | smiles lost | smiles doubled |
            |---|---|---|---|---|---|
            """);
    costs.forEach(
        (kind, cost) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d |%n",
                    kind,
                    cost.times,
                    cost.windows,
                    cost.different,
                    cost.lost,
                    cost.doubled)));
    return table.toString();
  }
}
