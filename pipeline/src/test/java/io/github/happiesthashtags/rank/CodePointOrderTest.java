package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.generator.GenerationStatus;
import com.pholser.junit.quickcheck.generator.Generator;
import com.pholser.junit.quickcheck.random.SourceOfRandomness;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.util.Arrays;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class CodePointOrderTest {

  private static final CodePointOrder ORDER = CodePointOrder.INSTANCE;

  /** Short strings of the units at which UTF-16 order and code point order part. */
  public static final class Units extends Generator<String> {

    private static final String UNITS = "a\uD7FF\uD800\uD83D\uDBFF\uDC00\uDE00\uDFFF\uE000\uFF5E";

    public Units() {
      super(String.class);
    }

    @Override
    public String generate(SourceOfRandomness random, GenerationStatus status) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(0, 5); i > 0; i--) {
        text.append(UNITS.charAt(random.nextInt(UNITS.length())));
      }
      return text.toString();
    }
  }

  @Test
  public void putsSupplementaryCodePointsAfterTheBasicPlane() {
    assertThat("\uD83D\uDE00".compareTo("\uFF5E"), lessThan(0));
    assertThat(ORDER.compare("\uD83D\uDE00", "\uFF5E"), greaterThan(0));
    assertThat(ORDER.compare("\uFF5E", "\uD83D\uDE00"), lessThan(0));
    assertThat(ORDER.compare("a\uD83D\uDE00", "a\uFF5E"), greaterThan(0));
  }

  @Test
  public void putsAPrefixFirst() {
    assertThat(ORDER.compare("", ""), equalTo(0));
    assertThat(ORDER.compare("", "a"), lessThan(0));
    assertThat(ORDER.compare("java", "javascript"), lessThan(0));
    assertThat(ORDER.compare("javascript", "java"), greaterThan(0));
    assertThat(ORDER.compare("java", "java"), equalTo(0));
  }

  @Test
  public void takesALoneSurrogateForTheCodePointOfItsValue() {
    assertThat(ORDER.compare("\uD83D", "\uFF5E"), lessThan(0));
    assertThat(ORDER.compare("\uD83D", "\uD7FF"), greaterThan(0));
    assertThat(ORDER.compare("\uDE00", "\uD83D"), greaterThan(0));
    assertThat(ORDER.compare("\uD83D", "\uD83D\uDE00"), lessThan(0));
    assertThat("pair after lone", ORDER.compare("\uD83D\uDE00", "\uD83D\uE000"), greaterThan(0));
    assertThat("lone, then differing", ORDER.compare("\uD83Da", "\uD83Db"), lessThan(0));
    assertThat("lone, then pair", ORDER.compare("\uD83D\uFF5E", "\uD83D\uD83D\uDE00"), lessThan(0));
  }

  @Property(trials = 5000)
  public void agreesWithComparingTheListsOfCodePoints(
      @From(Units.class) String a, @From(Units.class) String b) {
    int expected = Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    assertThat(Integer.signum(ORDER.compare(a, b)), equalTo(Integer.signum(expected)));
    assertThat(Integer.signum(ORDER.compare(b, a)), equalTo(-Integer.signum(expected)));
  }

  @Test
  public void serialisesToTheSameInstance() {
    assertThat(SerializableUtils.clone(ORDER), sameInstance(ORDER));
  }
}
