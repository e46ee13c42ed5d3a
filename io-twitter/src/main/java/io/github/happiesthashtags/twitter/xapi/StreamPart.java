package io.github.happiesthashtags.twitter.xapi;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one connection reads: a stream, or a partition of one.
 *
 * @param stream which
 * @param partition from 1, or 0 if the stream is whole
 */
record StreamPart(XStream stream, int partition) implements Serializable {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");

  /**
   * The connections that streams need.
   *
   * @param streams names, as {@link XStream#named} takes them
   * @param partitions numbers and ranges such as {@code 1-4,7}; null for all
   * @throws IllegalArgumentException that says what was found and what it takes
   */
  static List<StreamPart> of(List<String> streams, @Nullable String partitions) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no stream to read: it takes " + String.join(", ", XStream.names()));
    }
    Set<XStream> known = new LinkedHashSet<>();
    for (String name : streams) {
      if (!known.add(XStream.named(name))) {
        throw new IllegalArgumentException(
            "the stream " + name + " is given twice: name every stream once");
      }
    }
    if (partitions != null && known.stream().allMatch(stream -> stream.partitions() == 0)) {
      throw new IllegalArgumentException(
          "the partitions are "
              + partitions
              + ", but "
              + String.join(" and ", streams)
              + " has none: leave them out");
    }
    List<StreamPart> parts = new ArrayList<>();
    for (XStream stream : known) {
      if (stream.partitions() == 0) {
        parts.add(new StreamPart(stream, 0));
      } else {
        String chosen = partitions == null ? "1-" + stream.partitions() : partitions;
        numbers(chosen, stream).forEach(number -> parts.add(new StreamPart(stream, number)));
      }
    }
    return List.copyOf(parts);
  }

  private static Set<Integer> numbers(String partitions, XStream stream) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String range : partitions.split(",", -1)) {
      Matcher matcher = RANGE.matcher(range.strip());
      if (!matcher.matches()) {
        throw refused(partitions, stream);
      }
      int from = Integer.parseInt(matcher.group(1));
      int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
      if (from < 1 || to < from || to > stream.partitions()) {
        throw refused(partitions, stream);
      }
      for (int number = from; number <= to; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static IllegalArgumentException refused(String partitions, XStream stream) {
    return new IllegalArgumentException(
        "the partitions are "
            + partitions
            + ": "
            + stream.label()
            + " takes numbers and ranges from 1 to "
            + stream.partitions()
            + ", such as 1-"
            + stream.partitions());
  }

  /** For names of threads, logs and dead letters, such as {@code x-firehose-3}. */
  String label() {
    return "x-" + stream.label() + (partition == 0 ? "" : "-" + partition);
  }

  /** The path and query of the stream, with all that is always asked for. */
  String pathAndQuery() {
    return stream.path() + '?' + (partition == 0 ? "" : "partition=" + partition + '&') + FIELDS;
  }

  /** What the leaderboard needs of a tweet, and the retweeted ones beside it. */
  private static final String FIELDS =
      "tweet.fields=created_at,lang,entities,note_tweet,referenced_tweets,edit_history_tweet_ids"
          + "&expansions=referenced_tweets.id";
}
