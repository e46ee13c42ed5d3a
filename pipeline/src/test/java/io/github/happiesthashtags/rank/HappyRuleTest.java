package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.github.happiesthashtags.smiles.Lexicon;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;

public class HappyRuleTest {
  private static final PipelineMetrics.Counts COUNTS = new PipelineMetrics.Counts();
  private static final HappyRule ALL = HappyRule.of(Lexicon.emoticon(), List.of(), true, true);
  private static final HappyRule AS_WRITTEN =
      HappyRule.of(Lexicon.emoticon(), List.of(), true, false);

  @Test
  public void aStatusWithAHashtagAndASmileCounts() {
    assertThat(
        ALL.apply(7, null, false, List.of("Joy"), ":) well :)", COUNTS),
        equalTo(new HappyStatus(7, 2, List.of("joy"))));
  }

  @Test
  public void aStatusWithoutAHashtagOrWithoutASmileDoesNot() {
    assertThat(ALL.apply(7, null, false, List.of(), ":)", COUNTS), nullValue());
    assertThat(ALL.apply(7, null, false, List.of("joy"), "well", COUNTS), nullValue());
    assertThat(ALL.apply(7, null, false, List.of("#", "\uFF03"), ":)", COUNTS), nullValue());
    assertThat(ALL.apply(7, null, false, List.of(""), ":)", COUNTS), nullValue());
  }

  @Test
  public void languagesAreComparedWithoutCase() {
    HappyRule rule = HappyRule.of(Lexicon.emoticon(), List.of("EN", "pt-br"), true, true);

    assertThat(rule.apply(1, "en", false, List.of("a"), ":)", COUNTS), notNullValue());
    assertThat(rule.apply(1, "En", false, List.of("a"), ":)", COUNTS), notNullValue());
    assertThat(rule.apply(1, "pt-BR", false, List.of("a"), ":)", COUNTS), notNullValue());
    assertThat(rule.apply(1, "pt", false, List.of("a"), ":)", COUNTS), nullValue());
    assertThat(rule.apply(1, null, false, List.of("a"), ":)", COUNTS), nullValue());
  }

  @Test
  public void aLanguageIsTheSameByItsFormerCode() {
    HappyRule former = HappyRule.of(Lexicon.emoticon(), List.of("in", "IW", "ji"), true, true);
    HappyRule today = HappyRule.of(Lexicon.emoticon(), List.of("id", "he", "yi"), true, true);

    for (String lang : List.of("in", "id", "ID", "iw", "he", "ji", "Yi")) {
      assertThat(lang, former.apply(1, lang, false, List.of("a"), ":)", COUNTS), notNullValue());
      assertThat(lang, today.apply(1, lang, false, List.of("a"), ":)", COUNTS), notNullValue());
    }
    assertThat(today.apply(1, "und", false, List.of("a"), ":)", COUNTS), nullValue());
    assertThat(former, equalTo(today));
  }

  @Test
  public void withoutALanguageAllAreKept() {
    assertThat(ALL.apply(1, "xx", false, List.of("a"), ":)", COUNTS), notNullValue());
    assertThat(ALL.apply(1, null, false, List.of("a"), ":)", COUNTS), notNullValue());
  }

  @Test
  public void retweetsCountUnlessTheyAreLeftOut() {
    HappyRule without = HappyRule.of(Lexicon.emoticon(), List.of(), false, true);

    assertThat(ALL.apply(1, null, true, List.of("a"), ":)", COUNTS), notNullValue());
    assertThat(without.apply(1, null, true, List.of("a"), ":)", COUNTS), nullValue());
    assertThat(without.apply(1, null, false, List.of("a"), ":)", COUNTS), notNullValue());
  }

  @Test
  public void hashtagsThatFoldTogetherCountOnce() {
    assertThat(
        hashtags(ALL, "STRASSE", "b", "stra\u00DFe", "A", "\uFF21"),
        equalTo(List.of("a", "b", "strasse")));
  }

  @Test
  public void hashtagsAsWrittenCountOnceIfTheyAreTheSame() {
    assertThat(
        hashtags(AS_WRITTEN, "joy", "Joy", "joy", "#joy"), equalTo(List.of("#joy", "Joy", "joy")));
  }

  @Test
  public void hashtagsAreInTheOrderOfTheirCodePoints() {
    assertThat(
        hashtags(AS_WRITTEN, "\uD83D\uDE00", "\uFF5E", "b"),
        equalTo(List.of("b", "\uFF5E", "\uD83D\uDE00")));
  }

  @Test
  public void weightsMayCancelOutWithoutLosingTheStatus() {
    HappyRule weighted = HappyRule.of(Lexicon.of(Map.of(":)", 2, ":(", -2)), List.of(), true, true);

    assertThat(
        weighted.apply(1, null, false, List.of("a"), ":) :(", COUNTS),
        equalTo(new HappyStatus(1, 0, List.of("a"))));
  }

  @Test
  public void aCopyOfTheRuleDecidesAlike() {
    ALL.apply(1, null, false, List.of("a"), ":)", COUNTS);
    HappyRule copy = SerializableUtils.clone(ALL);

    assertThat(copy, equalTo(ALL));
    assertThat(hashtags(copy, "B", "a"), equalTo(List.of("a", "b")));
  }

  @Test
  public void eachStatusIsHappyOrSkippedForTheFirstReasonThatIsTrue() {
    HappyRule rule = HappyRule.of(Lexicon.emoticon(), List.of("en"), false, true);
    PipelineMetrics.Counts counts = new PipelineMetrics.Counts();

    rule.apply(1, "de", true, List.of(), "", counts);
    rule.apply(2, "de", true, List.of("a"), "", counts);
    rule.apply(3, "de", true, List.of("a"), "", counts);
    rule.apply(4, "de", false, List.of("a"), "", counts);
    rule.apply(5, null, false, List.of("a"), "", counts);
    rule.apply(6, "de", false, List.of("a"), ":)", counts);
    for (int id = 7; id < 11; id++) {
      rule.apply(id, "en", false, List.of("a"), "", counts);
    }
    // Folded, nothing of the hashtag is left.
    rule.apply(11, "en", false, List.of("#"), ":)", counts);
    rule.apply(12, "en", false, List.of("a"), ":)", counts);

    assertThat(counts.skippedNoHashtag, equalTo(2L));
    assertThat(counts.skippedRetweet, equalTo(2L));
    assertThat(counts.skippedLanguage, equalTo(3L));
    assertThat(counts.skippedNoSmile, equalTo(4L));
    assertThat(counts.happy, equalTo(1L));
  }

  private static List<String> hashtags(HappyRule rule, String... hashtags) {
    return rule.apply(1, null, false, List.of(hashtags), ":)", COUNTS).hashtags();
  }
}
