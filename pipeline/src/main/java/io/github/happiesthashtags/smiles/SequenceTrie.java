package io.github.happiesthashtags.smiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An immutable trie of strings by code point, walked one code point at a time without allocating.
 *
 * <p>All edges live in one open-addressing hash table, because a node has either a great many
 * children (the root) or one or two.
 */
final class SequenceTrie {

  static final int ROOT = 0;

  /** What {@link #next} and {@link #stringAt} return when there is nothing. */
  static final int NONE = -1;

  /** A code point takes 21 bits, so that a node and a code point fit into one positive long. */
  private static final int CODE_POINT_BITS = 21;

  private static final long FREE = -1;

  /** 2^64 divided by the golden ratio: multiplying by it spreads neighbouring keys evenly. */
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

    // A power of two that leaves at least half of the table free: look-ups that fail stop early.
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

  /** Whether one of the strings starts with this UTF-16 unit. */
  boolean mayStartWith(char unit) {
    return (firstChars[unit >> 6] & (1L << unit)) != 0;
  }

  /**
   * The first index at or after {@code from} whose UTF-16 unit one of the strings starts with, or
   * the text's length. Every unit of every text comes by here, and few get past.
   */
  int nextStart(String text, int from) {
    int at = from;
    while (at < text.length() && !mayStartWith(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The child of a node by a code point, or {@link #NONE}. */
  int next(int node, int codePoint) {
    int slot = slot(edge(node, codePoint));
    return edges[slot] == FREE ? NONE : targets[slot];
  }

  /** The index of the string that ends at a node, or {@link #NONE}. */
  int stringAt(int node) {
    return stringAt[node];
  }

  private static long edge(int node, int codePoint) {
    return ((long) node << CODE_POINT_BITS) | codePoint;
  }

  /** The slot that holds the edge, or the free one where it would be. */
  private int slot(long edge) {
    int slot = (int) ((edge * SPREAD) >>> shift);
    while (edges[slot] != edge && edges[slot] != FREE) {
      slot = (slot + 1) & (edges.length - 1);
    }
    return slot;
  }
}
