package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testing.Boards;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class RankCodersTest {
  private static final RankFn RANK = new RankFn(Score.SUM, 1000, 1);
  private static final Coder<RankFn.Statuses> STATUSES =
      RANK.getAccumulatorCoder(CoderRegistry.createDefault(), new WindowedTallyCoder());

  @Property(trials = 500)
  public void talliesSurvive(
      @From(HappyStatuses.class) HappyStatus a,
      @From(HappyStatuses.class) HappyStatus b,
      @From(Longs.class) Long onTimeFrom,
      @From(Longs.class) Long openFrom)
      throws Exception {
    assertSurvive(onTimeFrom, openFrom, a, b);
    assertSurvive(Tally.ALL, Tally.ALL, b, a, b);
  }

  @Test
  public void anEmptyTallySurvives() throws Exception {
    assertSurvive(Tally.ALL, Tally.ALL);
  }

  @Test
  public void hashtagsBeyondTheBasicPlaneSurvive() throws Exception {
    assertSurvive(0, 1, new HappyStatus(1, 2, new String[] {"\uD83D\uDE00\uD835\uDC00"}));
  }

  @Test
  public void aHashtagOfAHundredThousandCharactersSurvives() throws Exception {
    assertSurvive(0, 1, new HappyStatus(1, 2, new String[] {"\u00E9\uD835\uDC00x".repeat(25_000)}));
  }

  @Test
  public void aStatusOfAThousandHashtagsSurvives() throws Exception {
    String[] hashtags = IntStream.range(0, 1000).mapToObj("%04d"::formatted).toArray(String[]::new);
    assertSurvive(0, 1, new HappyStatus(Long.MAX_VALUE, Long.MIN_VALUE, hashtags));
  }

  @Test
  public void halfASurrogatePairIsReplacedBeforeItIsEncoded() throws Exception {
    HappyRule rule = HappyRule.of(Lexicon.emoticon(), List.of(), true, false);
    HappyStatus status = rule.apply(1, null, false, List.of("a\uD83D", "\uDE00", "a\uDE00"), ":)");

    assertThat(status.hashtags(), equalTo(new String[] {"a\uFFFD", "\uFFFD"}));
    assertSurvive(0, 1, status);
  }

  @Test
  public void aTallyThatIsCutShortIsAnErrorAndNotTheHeap() throws IOException {
    assertThrows(EOFException.class, () -> decode(0));
    for (int size : new int[] {0, 1, Integer.MAX_VALUE, -1}) {
      // So many statuses in two gigabytes, of which nothing comes.
      assertThrows(CoderException.class, () -> decode(size, 0xff, 0xff, 0xff, 0xff, 7));
    }
    // More than the bytes can hold.
    assertThrows(CoderException.class, () -> decode(Integer.MAX_VALUE, 1, 0));
    assertThrows(CoderException.class, () -> decode(-1, 1, 0));
  }

  @Test
  public void aDamagedStatusIsAnErrorWhenItIsRead() throws IOException {
    Tally tally = decode(1, 1, 0);

    assertThrows(UncheckedIOException.class, () -> new ArrayList<>(tally.statuses()));
  }

  @Property(trials = 200)
  public void damageIsAnErrorOrOtherStatusesButNothingElse(
      @From(HappyStatuses.class) HappyStatus a, @From(HappyStatuses.class) HappyStatus b)
      throws Exception {
    RankFn.Statuses statuses =
        RANK.addInput(RANK.createAccumulator(), new WindowedTally(false, List.of(a, b)));
    byte[] encoded = CoderUtils.encodeToByteArray(STATUSES, statuses);
    for (int at = 0; at < encoded.length; at++) {
      for (int octet : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
        byte[] damaged = encoded.clone();
        damaged[at] = (byte) octet;
        assertThat(decodedOrNull(damaged), anyOf(nullValue(), instanceOf(Ranking.class)));
      }
    }
  }

  @Test
  public void aWindowOfNoPartsIsDamaged() {
    for (byte[] encoded : new byte[][] {{0}, {-1, -1, -1, -1, 15}}) {
      CoderException thrown =
          assertThrows(
              CoderException.class, () -> STATUSES.decode(new ByteArrayInputStream(encoded)));

      assertThat(thrown.getMessage(), containsString("the encoding is damaged"));
    }
  }

  /** Null if the damage was seen. */
  private static @Nullable Ranking decodedOrNull(byte[] damaged) {
    try {
      return RANK.extractOutput(STATUSES.decode(new ByteArrayInputStream(damaged)));
    } catch (IOException e) {
      return null;
    }
  }

  private static Tally decode(int size, int... more) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0);
    out.writeLong(0);
    if (more.length > 0) {
      out.writeInt(size);
    }
    for (int octet : more) {
      out.write(octet);
    }
    return TallyCoder.of().decode(new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  public void leaderboardsHaveACoderOfTheirOwn() throws Exception {
    Coder<Leaderboard> coder =
        Pipeline.create().getSchemaRegistry().getSchemaCoder(Leaderboard.class);
    Leaderboard leaderboard =
        Boards.of(
            Leaderboard.Timing.LATE,
            3,
            Boards.row("\uD83D\uDE00", "0.976563", 125, 128),
            Boards.row("a", "-1", -1, 1));

    assertThat(CoderUtils.clone(coder, leaderboard), equalTo(leaderboard));
  }

  private static void assertSurvive(long onTimeFrom, long openFrom, HappyStatus... statuses)
      throws Exception {
    List<HappyStatus> list = Arrays.stream(statuses).collect(Collectors.toList());
    CoderProperties.coderDecodeEncodeEqual(TallyCoder.of(), new Tally(onTimeFrom, openFrom, list));
    CoderProperties.coderDecodeEncodeEqual(
        new WindowedTallyCoder(), new WindowedTally(onTimeFrom > 0, list));

    RankFn.Statuses merged = RANK.createAccumulator();
    merged = RANK.addInput(merged, new WindowedTally(false, list));
    merged = RANK.addInput(merged, new WindowedTally(true, list.subList(0, list.size() / 2)));
    assertThat(
        RANK.extractOutput(CoderUtils.clone(STATUSES, merged)),
        equalTo(RANK.extractOutput(merged)));
  }
}
