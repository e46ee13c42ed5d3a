package io.github.happiesthashtags.twitter.wire;

/** The three HTML entities that Twitter escapes in a text, and no others. */
final class HtmlEntities {
  private static final String[] ENTITIES = {"&amp;", "&lt;", "&gt;"};
  private static final char[] CHARACTERS = {'&', '<', '>'};

  private HtmlEntities() {}

  /** One pass: an escaped ampersand followed by {@code lt;} stays an escaped less-than sign. */
  static String unescape(String text) {
    int next = text.indexOf('&');
    if (next < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (next >= 0) {
      int end = next + 1;
      for (int i = 0; i < ENTITIES.length; i++) {
        if (text.startsWith(ENTITIES[i], next)) {
          out.append(text, copied, next).append(CHARACTERS[i]);
          end = next + ENTITIES[i].length();
          copied = end;
          break;
        }
      }
      next = text.indexOf('&', end);
    }
    return out.append(text, copied, text.length()).toString();
  }
}
