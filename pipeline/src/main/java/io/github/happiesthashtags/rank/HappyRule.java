package io.github.happiesthashtags.rank;

import com.google.auto.value.AutoValue;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.smiles.SmileMatcher;
import io.github.happiesthashtags.smiles.Smiles;
import io.github.happiesthashtags.twitter.wire.LanguageCode;
import io.github.happiesthashtags.twitter.wire.Status;
import io.github.happiesthashtags.twitter.wire.TokenHint;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which statuses count, and as what. */
@AutoValue
public abstract class HappyRule implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable SmileMatcher matcher;
  private transient @Nullable TokenHint hint;

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

  /** What counts of the status, or null if nothing does. */
  @Nullable HappyStatus apply(
      long id, @Nullable String lang, boolean retweet, List<String> hashtags, String text) {
    return hashtags.isEmpty() || !isWanted(lang, retweet)
        ? null
        : counted(id, id, matcher().match(text), hashtags);
  }

  /**
   * Returns the parts of the status that count, or null if nothing counts. An edit of which nothing
   * counts is returned too, because it replaces a version that may have counted.
   */
  @Nullable HappyStatus apply(Status status) {
    HappyStatus happy = happy(status);
    return happy == null && status.isEdit()
        ? HappyStatus.nothingOf(status.id(), status.versionId())
        : happy;
  }

  /**
   * Most statuses that come this far have no smile, and their bytes show it. Extracting hashtags
   * from a text costs far more than looking for smiles in it, so it comes last.
   */
  private @Nullable HappyStatus happy(Status status) {
    if (status.isUntagged()
        || !status.mayHold(hint())
        || !isWanted(status.lang(), status.isRetweet())) {
      return null;
    }
    SmileMatcher ready = matcher();
    Smiles smiles = ready.match(ready.isAscii() ? status.asciiText() : status.text());
    return smiles.occurrences() == 0
        ? null
        : counted(status.id(), status.versionId(), smiles, status.hashtags());
  }

  private @Nullable HappyStatus counted(
      long id, long versionId, Smiles smiles, List<String> hashtags) {
    if (smiles.occurrences() == 0) {
      return null;
    }
    String[] distinct = distinct(hashtags);
    return distinct.length == 0 ? null : new HappyStatus(id, versionId, smiles.weight(), distinct);
  }

  private boolean isWanted(@Nullable String lang, boolean retweet) {
    if (retweet && !retweets()) {
      return false;
    }
    return languages().isEmpty() || (lang != null && languages().contains(comparable(lang)));
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

  private TokenHint hint() {
    TokenHint ready = hint;
    if (ready == null) {
      ready = TokenHint.of(lexicon().weights().keySet());
      hint = ready;
    }
    return ready;
  }

  private String[] distinct(List<String> hashtags) {
    if (hashtags.size() == 1) {
      String only = named(hashtags.get(0));
      return only.isEmpty() ? new String[0] : new String[] {only};
    }
    TreeSet<String> sorted = new TreeSet<>(CodePointOrder.INSTANCE);
    for (String hashtag : hashtags) {
      String name = named(hashtag);
      if (!name.isEmpty()) {
        sorted.add(name);
      }
    }
    return sorted.toArray(new String[0]);
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
