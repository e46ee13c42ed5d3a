package io.github.happiesthashtags.rank;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.smiles.SmileMatcher;
import io.github.happiesthashtags.smiles.Smiles;
import io.github.happiesthashtags.twitter.wire.LanguageCode;
import io.github.happiesthashtags.twitter.wire.Status;
import io.github.happiesthashtags.twitter.wire.TokenPrefilter;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which statuses count, and as what. */
@AutoValue
public abstract class HappyRule implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable SmileMatcher matcher;
  private transient @Nullable TokenPrefilter prefilter;

  abstract Lexicon lexicon();

  @SuppressWarnings("AutoValueImmutableFields") // Built by List.copyOf; no Guava in our API.
  abstract List<String> languages();

  abstract boolean retweets();

  abstract boolean foldHashtags();

  /**
   * A rule.
   *
   * @param languages keeps statuses in one of these, compared without case and by today's codes;
   *     empty keeps all
   * @param retweets whether retweets count
   * @param foldHashtags whether hashtags that differ only in case and compatibility forms are one
   */
  public static HappyRule of(
      Lexicon lexicon, Collection<String> languages, boolean retweets, boolean foldHashtags) {
    List<String> comparable = languages.stream().map(HappyRule::comparable).toList();
    return new AutoValue_HappyRule(lexicon, comparable, retweets, foldHashtags);
  }

  /** Returns the parts of the status that count, or null if nothing counts; counts it, and why. */
  @Nullable HappyStatus apply(
      long id,
      @Nullable String lang,
      boolean retweet,
      List<String> hashtags,
      String text,
      PipelineMetrics.Counts counts) {
    return apply(id, lang, retweet, hashtags, () -> matcher().match(text), counts);
  }

  /** Does the same with a smile rule other than the lexicon. */
  @Nullable HappyStatus apply(
      long id,
      @Nullable String lang,
      boolean retweet,
      List<String> hashtags,
      Supplier<Smiles> smiles,
      PipelineMetrics.Counts counts) {
    if (hashtags.isEmpty()) {
      counts.skippedNoHashtag++;
      return null;
    }
    return isWanted(lang, retweet, counts) ? happy(id, id, smiles.get(), hashtags, counts) : null;
  }

  /**
   * Does the same for a status read off the wire. An edit of which nothing counts is returned too,
   * because it replaces a version that may have counted.
   */
  @Nullable HappyStatus apply(Status status, PipelineMetrics.Counts counts) {
    HappyStatus happy = happy(status, counts);
    return happy == null && status.isEdit()
        ? HappyStatus.nothingOf(status.id(), status.versionId())
        : happy;
  }

  /**
   * Counts a status with hashtags that is no edit as one without a smile, if the bytes of its JSON
   * show that and nothing else decides before.
   *
   * @return whether the status is counted, so that it need not be parsed
   */
  boolean rulesOut(byte[] json, PipelineMetrics.Counts counts) {
    boolean isRuledOut = languages().isEmpty() && retweets() && !prefilter().mayBeIn(json);
    if (isRuledOut) {
      counts.skippedNoSmile++;
    }
    return isRuledOut;
  }

  /**
   * Most statuses that have a hashtag have no smile, and their bytes show it. Extracting hashtags
   * from a text costs far more than looking for smiles in it, so it comes last.
   */
  private @Nullable HappyStatus happy(Status status, PipelineMetrics.Counts counts) {
    if (status.isUntagged()) {
      counts.skippedNoHashtag++;
      return null;
    }
    if (!isWanted(languages().isEmpty() ? null : status.lang(), status.isRetweet(), counts)) {
      return null;
    }
    if (!status.mayHold(prefilter())) {
      counts.skippedNoSmile++;
      return null;
    }
    SmileMatcher ready = matcher();
    Smiles smiles = ready.match(ready.isAscii() ? status.asciiText() : status.text());
    List<String> hashtags = smiles.occurrences() == 0 ? List.of() : status.hashtags();
    return happy(status.id(), status.versionId(), smiles, hashtags, counts);
  }

  private @Nullable HappyStatus happy(
      long id,
      long versionId,
      Smiles smiles,
      List<String> hashtags,
      PipelineMetrics.Counts counts) {
    if (smiles.occurrences() == 0) {
      counts.skippedNoSmile++;
      return null;
    }
    List<String> distinct = distinct(hashtags);
    if (distinct.isEmpty()) {
      counts.skippedNoHashtag++;
      return null;
    }
    counts.happy++;
    return new HappyStatus(id, versionId, smiles.weight(), distinct);
  }

  private boolean isWanted(@Nullable String lang, boolean retweet, PipelineMetrics.Counts counts) {
    if (retweet && !retweets()) {
      counts.skippedRetweet++;
      return false;
    }
    if (!languages().isEmpty() && (lang == null || !languages().contains(comparable(lang)))) {
      counts.skippedLanguage++;
      return false;
    }
    return true;
  }

  private static String comparable(String language) {
    return LanguageCode.canonical(language).toLowerCase(Locale.ROOT);
  }

  private SmileMatcher matcher() {
    SmileMatcher ready = matcher;
    if (ready == null) {
      ready = SmileMatcher.of(lexicon());
      matcher = ready;
    }
    return ready;
  }

  private TokenPrefilter prefilter() {
    TokenPrefilter ready = prefilter;
    if (ready == null) {
      ready = TokenPrefilter.of(lexicon().weights().keySet());
      prefilter = ready;
    }
    return ready;
  }

  private List<String> distinct(List<String> hashtags) {
    TreeSet<String> sorted = new TreeSet<>(CodePointOrder.INSTANCE);
    hashtags.forEach(hashtag -> sorted.add(named(hashtag)));
    sorted.remove("");
    return List.copyOf(sorted);
  }

  private String named(String hashtag) {
    return wellFormed(foldHashtags() ? HashtagFold.fold(hashtag) : hashtag);
  }

  /**
   * A half of a surrogate pair survives no encoding: it is replaced before anything is compared.
   */
  private static String wellFormed(String hashtag) {
    for (int i = 0; i < hashtag.length(); i++) {
      if (Character.isSurrogate(hashtag.charAt(i))) {
        int[] codePoints =
            hashtag.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).toArray();
        return new String(codePoints, 0, codePoints.length);
      }
    }
    return hashtag;
  }
}
