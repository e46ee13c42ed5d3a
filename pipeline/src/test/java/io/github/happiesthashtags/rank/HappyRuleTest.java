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
  private static final HappyRule ALL = HappyRule.of(Lexicon.emoticon(), List.of(), true, true);
  private static final HappyRule AS_WRITTEN =
      HappyRule.of(Lexicon.emoticon(), List.of(), true, false);

  @Test
  public void aStatusWithAHashtagAndASmileCounts() {
    assertThat(
        ALL.apply(7, null, false, List.of("Joy"), ":) well :)"),
        equalTo(new HappyStatus(7, 2, new String[] {"joy"})));
  }

  @Test
  public void aStatusWithoutAHashtagOrWithoutASmileDoesNot() {
    assertThat(ALL.apply(7, null, false, List.of(), ":)"), nullValue());
    assertThat(ALL.apply(7, null, false, List.of("joy"), "well"), nullValue());
    assertThat(ALL.apply(7, null, false, List.of("#", "\uFF03"), ":)"), nullValue());
    assertThat(ALL.apply(7, null, false, List.of(""), ":)"), nullValue());
  }

  @Test
  public void languagesAreComparedWithoutCase() {
    HappyRule rule = HappyRule.of(Lexicon.emoticon(), List.of("EN", "pt-br"), true, true);

    assertThat(rule.apply(1, "en", false, List.of("a"), ":)"), notNullValue());
    assertThat(rule.apply(1, "En", false, List.of("a"), ":)"), notNullValue());
    assertThat(rule.apply(1, "pt-BR", false, List.of("a"), ":)"), notNullValue());
    assertThat(rule.apply(1, "pt", false, List.of("a"), ":)"), nullValue());
    assertThat(rule.apply(1, null, false, List.of("a"), ":)"), nullValue());
  }

  @Test
  public void aLanguageIsTheSameByItsFormerCode() {
    HappyRule former = HappyRule.of(Lexicon.emoticon(), List.of("in", "IW", "ji"), true, true);
    HappyRule today = HappyRule.of(Lexicon.emoticon(), List.of("id", "he", "yi"), true, true);

    for (String lang : List.of("in", "id", "ID", "iw", "he", "ji", "Yi")) {
      assertThat(lang, former.apply(1, lang, false, List.of("a"), ":)"), notNullValue());
      assertThat(lang, today.apply(1, lang, false, List.of("a"), ":)"), notNullValue());
    }
    assertThat(today.apply(1, "und", false, List.of("a"), ":)"), nullValue());
    assertThat(former, equalTo(today));
  }

  @Test
  public void withoutALanguageAllAreKept() {
    assertThat(ALL.apply(1, "xx", false, List.of("a"), ":)"), notNullValue());
    assertThat(ALL.apply(1, null, false, List.of("a"), ":)"), notNullValue());
  }

  @Test
  public void retweetsCountUnlessTheyAreLeftOut() {
    HappyRule without = HappyRule.of(Lexicon.emoticon(), List.of(), false, true);

    assertThat(ALL.apply(1, null, true, List.of("a"), ":)"), notNullValue());
    assertThat(without.apply(1, null, true, List.of("a"), ":)"), nullValue());
    assertThat(without.apply(1, null, false, List.of("a"), ":)"), notNullValue());
  }

  @Test
  public void hashtagsThatFoldTogetherCountOnce() {
    assertThat(
        hashtags(ALL, "STRASSE", "b", "stra\u00DFe", "A", "\uFF21"),
        equalTo(new String[] {"a", "b", "strasse"}));
  }

  @Test
  public void hashtagsAsWrittenCountOnceIfTheyAreTheSame() {
    assertThat(
        hashtags(AS_WRITTEN, "joy", "Joy", "joy", "#joy"),
        equalTo(new String[] {"#joy", "Joy", "joy"}));
  }

  @Test
  public void hashtagsAreInTheOrderOfTheirCodePoints() {
    assertThat(
        hashtags(AS_WRITTEN, "\uD83D\uDE00", "\uFF5E", "b"),
        equalTo(new String[] {"b", "\uFF5E", "\uD83D\uDE00"}));
  }

  @Test
  public void weightsMayCancelOutWithoutLosingTheStatus() {
    HappyRule weighted = HappyRule.of(Lexicon.of(Map.of(":)", 2, ":(", -2)), List.of(), true, true);

    assertThat(
        weighted.apply(1, null, false, List.of("a"), ":) :("),
        equalTo(new HappyStatus(1, 0, new String[] {"a"})));
  }

  @Test
  public void aCopyOfTheRuleDecidesAlike() {
    ALL.apply(1, null, false, List.of("a"), ":)");
    HappyRule copy = SerializableUtils.clone(ALL);

    assertThat(copy, equalTo(ALL));
    assertThat(hashtags(copy, "B", "a"), equalTo(new String[] {"a", "b"}));
  }

  private static String[] hashtags(HappyRule rule, String... hashtags) {
    return rule.apply(1, null, false, List.of(hashtags), ":)").hashtags();
  }
}
