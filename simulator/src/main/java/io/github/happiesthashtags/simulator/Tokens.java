package io.github.happiesthashtags.simulator;

import java.util.Arrays;

/** A text as a list of fragments. */
final class Tokens {
  private Fragment[] items = new Fragment[64];
  private int size;
  private int codePoints;

  void clear() {
    size = 0;
    codePoints = 0;
  }

  void add(Fragment fragment) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = fragment;
    codePoints += fragment.codePoints();
  }

  /** Adds whole fragments of {@code other} as long as this text stays within the limit. */
  void addUpTo(int limit, Tokens other) {
    for (int i = 0; i < other.size; i++) {
      Fragment next = other.items[i];
      if (codePoints + next.codePoints() > limit) {
        return;
      }
      add(next);
    }
  }

  int codePoints() {
    return codePoints;
  }

  int size() {
    return size;
  }

  Fragment get(int index) {
    return items[index];
  }

  Fragment last() {
    return items[size - 1];
  }

  boolean hasEntities() {
    return has(Fragment.Kind.HASHTAG) || has(Fragment.Kind.MENTION) || has(Fragment.Kind.URL);
  }

  boolean has(Fragment.Kind kind) {
    for (int i = 0; i < size; i++) {
      if (items[i].kind() == kind) {
        return true;
      }
    }
    return false;
  }
}
