package io.github.happiesthashtags.twitter.wire;

/** The three HTML entities that Twitter escapes in a text, and no others. */
final class HtmlEntities {
  /** Without the ampersand that each begins with. */
  private static final String[] ENTITIES = {"amp;", "lt;", "gt;"};

  private static final char[] CHARACTERS = {'&', '<', '>'};

  private HtmlEntities() {}

  /** One pass: an escaped ampersand followed by {@code lt;} stays an escaped less-than sign. */
  static String unescape(String text) {
    int next = text.indexOf('&');
    if (next < 0) {
      return text;
    }
    // In place: what is unescaped is never longer.
    char[] out = text.toCharArray();
    int size = next;
    while (next < out.length) {
      char read = out[next++];
      if (read == '&') {
        for (int i = 0; i < ENTITIES.length; i++) {
          if (text.startsWith(ENTITIES[i], next)) {
            read = CHARACTERS[i];
            next += ENTITIES[i].length();
            break;
          }
        }
      }
      out[size++] = read;
    }
    return new String(out, 0, size);
  }
}
