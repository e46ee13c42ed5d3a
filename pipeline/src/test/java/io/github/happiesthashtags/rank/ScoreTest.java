package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.Test;

public class ScoreTest {

  @Test
  public void sumIsAllSmilesAndMaxThoseOfTheHappiestStatus() {
    assertThat(Score.SUM.of(7, 4, 2).toPlainString(), equalTo("7"));
    assertThat(Score.MAX.of(7, 4, 2).toPlainString(), equalTo("4"));
  }

  @Test
  public void meanHasSixDecimalsAlways() {
    assertThat(Score.MEAN.of(4, 2, 2).toPlainString(), equalTo("2.000000"));
    assertThat(Score.MEAN.of(1, 1, 3).toPlainString(), equalTo("0.333333"));
    assertThat(Score.MEAN.of(2, 1, 3).toPlainString(), equalTo("0.666667"));
    assertThat(Score.MEAN.of(0, 0, 3).toPlainString(), equalTo("0.000000"));
  }

  @Test
  public void meanRoundsAHalfAwayFromZero() {
    assertThat(Score.MEAN.of(125, 125, 128).toPlainString(), equalTo("0.976563"));
    assertThat(Score.MEAN.of(-125, 0, 128).toPlainString(), equalTo("-0.976563"));
  }

  @Test
  public void scoresBeyondAnIntAreExact() {
    long smiles = 1L << 60;

    assertThat(Score.SUM.of(smiles, 0, 1).toPlainString(), equalTo("1152921504606846976"));
    assertThat(Score.MEAN.of(smiles, 0, 3).toPlainString(), equalTo("384307168202282325.333333"));
  }
}
