package io.github.happiesthashtags.oracle;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one run of the oracle is asked. Every {@code with} method returns a changed copy. */
public final class OracleSettings {

  /** How the smiles of a hashtag's statuses become one number. */
  public enum Score {
    SUM,
    MAX,
    MEAN
  }

  private int windowSeconds = 3600;
  private int everySeconds = 3600;
  private Map<String, Integer> smiles = Map.of(":)", 1);
  private Score score = Score.SUM;
  private int topN = 10;
  private int minStatuses = 5;
  private Set<String> languages = Set.of();
  private boolean includeRetweets = true;
  private boolean foldHashtags = true;

  private OracleSettings() {}

  /** The contract's {@code event-time} job: fixed windows of an hour, {@code :)}, all tweets. */
  public static OracleSettings eventTime() {
    return new OracleSettings();
  }

  /** Windows of {@code size} seconds, one starting every {@code every} seconds of the epoch. */
  public OracleSettings withWindows(int size, int every) {
    if (every <= 0 || every > size) {
      throw new IllegalArgumentException("every must be from 1 to " + size + ": " + every);
    }
    OracleSettings changed = copy();
    changed.windowSeconds = size;
    changed.everySeconds = every;
    return changed;
  }

  /** The lexicon: token to weight. */
  public OracleSettings withSmiles(Map<String, Integer> tokens) {
    OracleSettings changed = copy();
    changed.smiles = Map.copyOf(tokens);
    return changed;
  }

  public OracleSettings withScore(Score newScore) {
    OracleSettings changed = copy();
    changed.score = newScore;
    return changed;
  }

  public OracleSettings withTopN(int rows) {
    OracleSettings changed = copy();
    changed.topN = rows;
    return changed;
  }

  /** Statuses that a hashtag needs to be ranked by {@link Score#MEAN}; other scores ignore it. */
  public OracleSettings withMinStatuses(int statuses) {
    OracleSettings changed = copy();
    changed.minStatuses = statuses;
    return changed;
  }

  /** Languages to keep; none keeps every status, also one without a language. */
  public OracleSettings withLanguages(Set<String> kept) {
    OracleSettings changed = copy();
    changed.languages =
        kept.stream().map(OracleReader::language).collect(Collectors.toUnmodifiableSet());
    return changed;
  }

  public OracleSettings withRetweets(boolean included) {
    OracleSettings changed = copy();
    changed.includeRetweets = included;
    return changed;
  }

  public OracleSettings withFoldedHashtags(boolean folded) {
    OracleSettings changed = copy();
    changed.foldHashtags = folded;
    return changed;
  }

  public int windowSeconds() {
    return windowSeconds;
  }

  public int everySeconds() {
    return everySeconds;
  }

  public Map<String, Integer> smiles() {
    return smiles;
  }

  public Score score() {
    return score;
  }

  public int topN() {
    return topN;
  }

  public int minStatuses() {
    return minStatuses;
  }

  public Set<String> languages() {
    return languages;
  }

  public boolean includeRetweets() {
    return includeRetweets;
  }

  public boolean foldHashtags() {
    return foldHashtags;
  }

  @Override
  public String toString() {
    return "windows of %d s every %d s, smiles %s, %s, topN %d, minStatuses %d, languages %s, retweets %s, folded %s"
        .formatted(
            windowSeconds,
            everySeconds,
            smiles,
            score,
            topN,
            minStatuses,
            languages,
            includeRetweets,
            foldHashtags);
  }

  private OracleSettings copy() {
    OracleSettings copy = new OracleSettings();
    copy.windowSeconds = windowSeconds;
    copy.everySeconds = everySeconds;
    copy.smiles = smiles;
    copy.score = score;
    copy.topN = topN;
    copy.minStatuses = minStatuses;
    copy.languages = languages;
    copy.includeRetweets = includeRetweets;
    copy.foldHashtags = foldHashtags;
    return copy;
  }
}
