package io.github.happiesthashtags.testing;

import io.github.happiesthashtags.HappiestHashtags;
import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.rank.Score;
import io.github.happiesthashtags.smiles.Lexicon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What the oracle is asked, asked of the pipeline. */
public final class Rankings {
  private static final List<Set<String>> LANGUAGES =
      List.of(
          Set.of(),
          Set.of(),
          Set.of("en"),
          Set.of("en", "de"),
          Set.of("ja", "pt"),
          Set.of("id", "iw"));

  /** Sizes and periods in seconds; some periods do not divide their size. */
  private static final int[][] WINDOWS = {
    {3600, 3600}, {600, 150}, {600, 600}, {700, 300}, {3600, 2700}, {86_400, 86_400}, {90, 60}
  };

  private Rankings() {}

  /** The transform with these settings. */
  public static HappiestHashtags of(OracleSettings settings) {
    HappiestHashtags ranking =
        HappiestHashtags.rank()
            .withWindow(Duration.ofSeconds(settings.windowSeconds()))
            .withEvery(Duration.ofSeconds(settings.everySeconds()))
            .withLexicon(Lexicon.of(settings.smiles()))
            .withLanguages(settings.languages())
            .withScore(Score.valueOf(settings.score().name()))
            .withTopN(settings.topN())
            .withMinStatuses(settings.minStatuses());
    ranking = settings.includeRetweets() ? ranking : ranking.withoutRetweets();
    return settings.foldHashtags() ? ranking : ranking.withHashtagsAsWritten();
  }

  /** Any settings, with this lexicon. */
  public static OracleSettings any(Random random, Map<String, Integer> lexicon) {
    int[] windows = WINDOWS[random.nextInt(WINDOWS.length)];
    OracleSettings.Score[] scores = OracleSettings.Score.values();
    return OracleSettings.eventTime()
        .withSmiles(lexicon)
        .withWindows(windows[0], windows[1])
        .withScore(scores[random.nextInt(scores.length)])
        .withMinStatuses(1 + random.nextInt(3))
        .withTopN(1 + random.nextInt(12))
        .withLanguages(LANGUAGES.get(random.nextInt(LANGUAGES.size())))
        .withRetweets(random.nextInt(4) != 0)
        .withFoldedHashtags(random.nextInt(4) != 0);
  }
}
