package io.github.happiesthashtags.rank;

import static io.github.happiesthashtags.rank.HashtagFold.fold;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.sameInstance;

import java.util.Locale;
import org.junit.Test;

public class HashtagFoldTest {

  @Test
  public void foldsAscii() {
    assertThat(fold("ApacheBeam_2"), equalTo("apachebeam_2"));
    assertThat(fold(""), equalTo(""));
  }

  @Test
  public void keepsAFoldedAsciiHashtagWithoutCopyingIt() {
    String folded = "apachebeam";

    assertThat(fold(folded), sameInstance(folded));
  }

  @Test
  public void dropsLeadingNumberSigns() {
    assertThat(fold("#Beam"), equalTo("beam"));
    assertThat(fold("\uFF03Beam"), equalTo("beam"));
    assertThat(fold("#\u00C4"), equalTo("\u00E4"));
    assertThat(fold("#"), equalTo(""));
    assertThat(fold("##Beam"), equalTo("beam"));
    assertThat("small number sign", fold("\uFE5FBeam"), equalTo("beam"));
    assertThat(fold("Beam#"), equalTo("beam#"));
  }

  @Test
  public void foldsSharpSToTwoLetters() {
    assertThat(fold("Stra\u00DFe"), equalTo("strasse"));
    assertThat(fold("STRA\u1E9EE"), equalTo("strasse"));
  }

  @Test
  public void takesLigaturesApart() {
    assertThat(fold("\uFB01n"), equalTo("fin"));
  }

  @Test
  public void makesFullwidthLettersOrdinary() {
    assertThat(fold("\uFF22\uFF25\uFF21\uFF2D\uFF12"), equalTo("beam2"));
  }

  @Test
  public void makesHalfwidthKatakanaFullwidthAndComposesTheVoicingMark() {
    assertThat(fold("\uFF76\uFF9E\uFF90"), equalTo("\u30AC\u30DF"));
  }

  @Test
  public void foldsAFinalSigmaLikeAnyOther() {
    assertThat(fold("\u039F\u03A3"), equalTo("\u03BF\u03C3"));
    assertThat(fold("\u03BF\u03C2"), equalTo("\u03BF\u03C3"));
  }

  @Test
  public void foldsTurkishDottedCapitalIToTwoCodePoints() {
    assertThat(fold("\u0130"), equalTo("i\u0307"));
    assertThat("dotless i stays", fold("\u0131"), equalTo("\u0131"));
  }

  @Test
  public void foldsTheSameUnderATurkishDefaultLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(fold("ISTANBUL"), equalTo("istanbul"));
      assertThat(fold("I\u0130"), equalTo("ii\u0307"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  public void composesBeforeItFolds() {
    assertThat(fold("E\u0301te\u0301"), equalTo("\u00E9t\u00E9"));
  }

  @Test
  public void foldsBeyondTheBasicPlane() {
    assertThat("Deseret", fold("\uD801\uDC00"), equalTo("\uD801\uDC28"));
    assertThat("mathematical bold capital A", fold("\uD835\uDC00"), equalTo("a"));
  }

  @Test
  public void keepsALoneSurrogate() {
    assertThat(fold("A\uD83D"), equalTo("a\uD83D"));
    assertThat(fold("#\uDE00\u00C4"), equalTo("\uDE00\u00E4"));
  }
}
