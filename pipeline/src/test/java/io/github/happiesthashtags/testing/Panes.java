package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.rank.Leaderboard;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Leaderboards as one short line each. */
public final class Panes {
  private Panes() {}

  /** Such as {@code 10:00-11:00 ON_TIME 0: joy 7, fun 2}, with times of one day. */
  public static String text(Leaderboard leaderboard) {
    return "%s-%s %s %d: %s"
        .formatted(
            leaderboard.getWindowStart().toString().substring(11, 16),
            leaderboard.getWindowEnd().toString().substring(11, 16),
            leaderboard.timing(),
            leaderboard.getPane(),
            leaderboard.getRows().stream()
                .map(row -> row.getHashtag() + ' ' + row.getScore().toPlainString())
                .collect(Collectors.joining(", ")));
  }

  /** The same of each. */
  public static List<String> texts(List<Leaderboard> leaderboards) {
    return leaderboards.stream().map(Panes::text).toList();
  }

  /** The same in a pipeline. */
  public static PCollection<String> texts(PCollection<Leaderboard> leaderboards) {
    return leaderboards.apply(
        "As text", MapElements.into(TypeDescriptors.strings()).via(Panes::text));
  }
}
