package io.github.happiesthashtags.twitter.wire;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.Extractor.Entity;
import com.twitter.twittertext.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Hashtags of a text by the rules of twitter-text, for messages without entities.
 *
 * <p>The library's own {@code extractHashtags} looks for URLs in the whole text, in time that grows
 * with its square: 280 characters of {@code a.a.a.} cost 0.2 s, 25,000 half an hour. So the library
 * is asked for URLs only where one could hold a hashtag, and only so far around it.
 */
final class HashtagExtractor {
  /** How far before a hashtag the URL that holds it may start: five times the length of a t.co. */
  private static final int URL_CHARS_BEFORE = 128;

  /** How far after a hashtag's sign its URL is read, to see parentheses closed. */
  private static final int URL_CHARS_AFTER = 64;

  /** Hashtags that may stand in a URL before the rest are taken to; only spam has so many. */
  private static final int MAX_URL_LOOKUPS = 32;

  // Stateless after construction, and its patterns are shared: one serves every thread.
  private static final Extractor EXTRACTOR = new Extractor();

  private HashtagExtractor() {}

  static List<String> extract(String text) {
    int sign = nextSign(text, 0);
    if (sign < 0) {
      return List.of();
    }
    List<String> hashtags = new ArrayList<>();
    int lastEnd = 0;
    int lookups = 0;
    int matchedTo = 0;
    Matcher hashtag = Regex.VALID_HASHTAG.matcher(text).useAnchoringBounds(false);
    Matcher badEnd = Regex.INVALID_HASHTAG_MATCH_END.matcher(text);
    for (; sign >= 0; sign = nextSign(text, sign + 1)) {
      // The pattern begins with the character before the sign.
      int before = sign == 0 ? 0 : sign - Character.charCount(text.codePointBefore(sign));
      // A variation selector may end one hashtag or begin the next, but not both.
      if (before < matchedTo
          || !hashtag.region(before, text.length()).lookingAt()
          || hashtag.start(Regex.VALID_HASHTAG_GROUP_HASH) != sign) {
        continue;
      }
      matchedTo = hashtag.end();
      if (badEnd.region(matchedTo, text.length()).lookingAt()) {
        continue;
      }
      int urlStart = possibleUrlStart(text, sign);
      boolean inUrl = false;
      if (urlStart < sign) {
        lookups++;
        inUrl = lookups > MAX_URL_LOOKUPS || isInUrl(text, urlStart, sign, lastEnd);
      }
      if (!inUrl) {
        hashtags.add(hashtag.group(Regex.VALID_HASHTAG_GROUP_TAG));
        lastEnd = matchedTo;
      }
    }
    return hashtags;
  }

  /** Whether the text has a number sign, without which it has no hashtag. */
  static boolean hasSign(String text) {
    return nextSign(text, 0) >= 0;
  }

  private static int nextSign(String text, int from) {
    int next = from;
    while (next < text.length() && text.charAt(next) != '#' && text.charAt(next) != '\uFF03') {
      next++;
    }
    return next < text.length() ? next : -1;
  }

  /** Where a URL that holds the sign could start at the earliest; the sign itself if none can. */
  private static int possibleUrlStart(String text, int sign) {
    int start = sign;
    int firstStart = Math.max(0, sign - URL_CHARS_BEFORE);
    boolean slash = false;
    while (start > firstStart && !isSpace(text.charAt(start - 1))) {
      start--;
      // The sign can only stand behind the protocol, in the path, or in the query.
      slash |= text.charAt(start) == '/' || text.charAt(start) == '?';
    }
    return slash && text.substring(start, endOfUrl(text, sign)).indexOf('.') >= 0 ? start : sign;
  }

  private static int endOfUrl(String text, int sign) {
    int end = sign + 1;
    int lastEnd = Math.min(text.length(), end + URL_CHARS_AFTER);
    while (end < lastEnd && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isInUrl(String text, int start, int sign, int lastEnd) {
    String surroundings = text.substring(start, endOfUrl(text, sign));
    for (Entity url : EXTRACTOR.extractURLsWithIndices(surroundings)) {
      int urlStart = start + url.getStart();
      // A URL that starts inside an earlier hashtag is none: what starts first counts.
      if (urlStart >= lastEnd && urlStart < sign && sign < start + url.getEnd()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
