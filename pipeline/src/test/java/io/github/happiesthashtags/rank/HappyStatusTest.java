package io.github.happiesthashtags.rank;

import static io.github.happiesthashtags.rank.HappyStatus.better;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.sameInstance;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;

/** Which copy counts must not depend on the order in which copies meet. */
@RunWith(JUnitQuickcheck.class)
public class HappyStatusTest {

  @Test
  public void theHappierCopyIsBetter() {
    HappyStatus sad = copy(1, "a");
    HappyStatus happy = copy(2, "z");

    assertThat(better(sad, happy), sameInstance(happy));
    assertThat(better(happy, sad), sameInstance(happy));
  }

  @Test
  public void ofEquallyHappyCopiesTheOneWithTheSmallerHashtagsIsBetter() {
    assertBetter(copy(1, "a", "z"), copy(1, "b"));
    assertBetter(copy(1, "a"), copy(1, "a", "b"));
    assertBetter(copy(1), copy(1, "a"));
    // By UTF-16 unit it would be the other way round.
    assertBetter(copy(1, "\uFF5E"), copy(1, "\uD83D\uDE00"));
  }

  @Test
  public void theNewerVersionIsBetterWhateverItsSmiles() {
    HappyStatus old = copy(9, "a");
    HappyStatus edited = new HappyStatus(1, 2, 1, List.of("z"));
    assertBetter(edited, old);
    assertBetter(HappyStatus.nothingOf(1, 3), edited);
    assertBetter(HappyStatus.nothingOf(1, 3), old);
  }

  @Test
  public void ofCopiesOfAVersionTheOneOfWhichSomethingCountsIsBetter() {
    assertBetter(new HappyStatus(1, 2, -5, List.of("a")), HappyStatus.nothingOf(1, 2));
  }

  @Property(trials = 2000)
  public void betterIsOneOfTheTwoWhicheverComesFirst(
      @From(HappyStatuses.class) HappyStatus a, @From(HappyStatuses.class) HappyStatus b) {
    HappyStatus b1 = sameId(a, b);

    assertThat(better(a, b1), equalTo(better(b1, a)));
    assertThat(better(a, b1), anyOf(equalTo(a), equalTo(b1)));
    assertThat(better(a, a), equalTo(a));
  }

  @Property(trials = 2000)
  public void betterIsAssociative(
      @From(HappyStatuses.class) HappyStatus a,
      @From(HappyStatuses.class) HappyStatus b,
      @From(HappyStatuses.class) HappyStatus c) {
    HappyStatus b1 = sameId(a, b);
    HappyStatus c1 = sameId(a, c);

    assertThat(better(better(a, b1), c1), equalTo(better(a, better(b1, c1))));
  }

  private static void assertBetter(HappyStatus better, HappyStatus worse) {
    assertThat(better(better, worse), sameInstance(better));
    assertThat(better(worse, better), sameInstance(better));
  }

  private static HappyStatus sameId(HappyStatus as, HappyStatus status) {
    return new HappyStatus(as.id(), status.versionId(), status.smiles(), status.hashtags());
  }

  private static HappyStatus copy(long smiles, String... hashtags) {
    return new HappyStatus(1, smiles, List.of(hashtags));
  }
}
