package io.github.happiesthashtags.twitter.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status from the full parser, with its values. */
final class ParsedStatus implements Status {
  private final long id;
  private final long versionId;
  private final long timestampMillis;
  private final @Nullable String lang;
  private final boolean retweet;
  private final String text;
  private @Nullable List<String> hashtags;
  private final StatusDetails details;

  /**
   * A status.
   *
   * @param rawText with Twitter's escapes
   * @param entityHashtags null if the message has no entities in Twitter's form
   */
  ParsedStatus(
      long id,
      long versionId,
      long timestampMillis,
      @Nullable String lang,
      boolean retweet,
      String rawText,
      @Nullable List<String> entityHashtags,
      StatusDetails details) {
    this.id = id;
    this.versionId = versionId;
    this.timestampMillis = timestampMillis;
    this.lang = lang == null ? null : LanguageCode.canonical(lang);
    this.retweet = retweet;
    this.text = HtmlEntities.unescape(rawText);
    this.hashtags = entityHashtags;
    this.details = details;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public long versionId() {
    return versionId;
  }

  @Override
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public @Nullable String lang() {
    return lang;
  }

  @Override
  public boolean isRetweet() {
    return retweet;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String asciiText() {
    return text;
  }

  @Override
  public boolean mayHold(TokenPrefilter tokens) {
    return true;
  }

  @Override
  public boolean isUntagged() {
    return hashtags == null ? !HashtagExtractor.hasSign(text) : hashtags.isEmpty();
  }

  @Override
  public List<String> hashtags() {
    List<String> found = hashtags;
    if (found == null) {
      found = HashtagExtractor.extract(text);
      hashtags = found;
    }
    return found;
  }

  @Override
  public StatusDetails details() {
    return details;
  }
}
