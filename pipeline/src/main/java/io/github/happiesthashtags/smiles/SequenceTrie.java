package io.github.happiesthashtags.smiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An immutable trie of strings by code point, walked one code point at a time without allocating.
 *
 * <p>All edges are in one open-addressing hash table, because a node has either very many children
 * (the root) or one or two.
 */
final class SequenceTrie {

  static final int ROOT = 0;

  /** The result of {@link #next} and {@link #stringAt} if there is none. */
  static final int NONE = -1;

  /** A code point takes 21 bits, so that a node and a code point fit into one positive long. */
  private static final int CODE_POINT_BITS = 21;

  private static final long FREE = -1;

  /** 2^64 divided by the golden ratio; multiplication by it spreads neighbouring keys evenly. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long[] edges;
  private final int[] targets;
  private final int shift;
  private final int[] stringAt;
  private final long[] firstChars = new long[(Character.MAX_VALUE + 1) / Long.SIZE];

  /** Builds the trie of distinct, non-empty strings. */
  SequenceTrie(List<String> strings) {
    Map<Long, Integer> children = new HashMap<>();
    List<Integer> ends = new ArrayList<>();
    ends.add(NONE);
    for (int i = 0; i < strings.size(); i++) {
      String string = strings.get(i);
      int node = ROOT;
      for (int cp, at = 0; at < string.length(); at += Character.charCount(cp)) {
        cp = string.codePointAt(at);
        Integer child = children.putIfAbsent(edge(node, cp), ends.size());
        if (child == null) {
          child = ends.size();
          ends.add(NONE);
        }
        node = child;
      }
      ends.set(node, i);
      char first = string.charAt(0);
      firstChars[first >> 6] |= 1L << first;
    }
    stringAt = ends.stream().mapToInt(Integer::intValue).toArray();

    // A power of two that leaves at least half of the table free, so that failing look-ups stop
    // early.
    int bits = Long.SIZE - Long.numberOfLeadingZeros(children.size() * 2L);
    shift = Long.SIZE - bits;
    edges = new long[1 << bits];
    targets = new int[1 << bits];
    Arrays.fill(edges, FREE);
    children.forEach(
        (edge, child) -> {
          int slot = slot(edge);
          edges[slot] = edge;
          targets[slot] = child;
        });
  }

  /** Returns whether one of the strings starts with this UTF-16 unit. */
  boolean mayStartWith(char unit) {
    return (firstChars[unit >> 6] & (1L << unit)) != 0;
  }

  /**
   * Returns the first index at or after {@code from} whose UTF-16 unit starts one of the strings,
   * or the text's length. This method sees every unit of every text, and few pass it.
   */
  int nextStart(String text, int from) {
    int at = from;
    while (at < text.length() && !mayStartWith(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Returns the child of a node for a code point, or {@link #NONE}. */
  int next(int node, int codePoint) {
    int slot = slot(edge(node, codePoint));
    return edges[slot] == FREE ? NONE : targets[slot];
  }

  /** Returns the index of the string that ends at a node, or {@link #NONE}. */
  int stringAt(int node) {
    return stringAt[node];
  }

  private static long edge(int node, int codePoint) {
    return ((long) node << CODE_POINT_BITS) | codePoint;
  }

  /** Returns the slot of the edge, or the free slot for it. */
  private int slot(long edge) {
    int slot = (int) ((edge * SPREAD) >>> shift);
    while (edges[slot] != edge && edges[slot] != FREE) {
      slot = (slot + 1) & (edges.length - 1);
    }
    return slot;
  }
}
