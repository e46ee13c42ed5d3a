package io.github.happiesthashtags.rank;

import java.util.Comparator;

/**
 * Orders strings by Unicode code point, which is also the order of their UTF-8 bytes.
 *
 * <p>{@link String#compareTo} orders by UTF-16 unit and so puts U+1F600, whose first unit is
 * U+D83D, before U+FF5E. A lone surrogate counts as the code point of its own value. An enum, so
 * that it serialises to the one instance.
 */
enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    int at = 0;
    while (at < shared && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (at == shared) {
      return Integer.compare(left.length(), right.length());
    }
    // The first difference may lie in the second half of a pair in one string and not in the other.
    if (at > 0 && Character.isHighSurrogate(left.charAt(at - 1))) {
      int order = Integer.compare(left.codePointAt(at - 1), right.codePointAt(at - 1));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.codePointAt(at), right.codePointAt(at));
  }
}
