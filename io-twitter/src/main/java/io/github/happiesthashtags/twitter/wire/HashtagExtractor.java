package io.github.happiesthashtags.twitter.wire;

import com.twitter.twittertext.Extractor;
import java.util.List;

/** Hashtags of a text by the rules of twitter-text, for messages without entities. */
final class HashtagExtractor {
  // Stateless after construction, and its patterns are shared: one serves every thread.
  private static final Extractor EXTRACTOR = new Extractor();

  private HashtagExtractor() {}

  static List<String> extract(String text) {
    if (text.indexOf('#') < 0 && text.indexOf('\uFF03') < 0) {
      return List.of();
    }
    return EXTRACTOR.extractHashtags(text);
  }
}
