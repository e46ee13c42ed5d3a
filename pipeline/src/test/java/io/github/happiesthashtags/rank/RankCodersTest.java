package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.Assert.assertThrows;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testing.Boards;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class RankCodersTest {
  private static final Coder<Tally> TALLIES = new Tally.TallyCoder();

  @Property(trials = 200)
  public void talliesSurvive(
      @From(HappyStatuses.class) HappyStatus a,
      @From(Longs.class) Long slice,
      @From(Longs.class) Long onTimeFrom,
      @From(Longs.class) Long openFrom)
      throws Exception {
    byte[] statuses = DistinctStatusesTest.of(a).encode();
    CoderProperties.coderDecodeEncodeEqual(
        TALLIES, new Tally(slice, onTimeFrom, openFrom, statuses));
    CoderProperties.coderDecodeEncodeEqual(
        TALLIES, new Tally(slice, Tally.ALL, Tally.ALL, new byte[0]));
  }

  @Test
  public void aTallyThatIsCutShortIsAnErrorAndNotTheHeap() {
    assertThrows(EOFException.class, () -> decode(new byte[0]));
    byte[] twoGigabytes = Arrays.copyOf(new byte[] {}, 3 * Long.BYTES + 5);
    byte[] length = {-1, -1, -1, -1, 7};
    System.arraycopy(length, 0, twoGigabytes, 3 * Long.BYTES, length.length);
    assertThrows(CoderException.class, () -> decode(twoGigabytes));
  }

  private static Tally decode(byte[] encoded) throws Exception {
    return TALLIES.decode(new ByteArrayInputStream(encoded));
  }

  @Test
  public void halfASurrogatePairIsReplacedBeforeItIsEncoded() {
    HappyRule rule = HappyRule.of(Lexicon.emoticon(), List.of(), true, false);
    HappyStatus status =
        rule.apply(
            1,
            null,
            false,
            List.of("a\uD83D", "\uDE00", "a\uDE00"),
            ":)",
            new PipelineMetrics.Counts());

    assertThat(status.hashtags(), equalTo(List.of("a\uFFFD", "\uFFFD")));
    assertThat(
        DistinctStatusesTest.decoded(DistinctStatusesTest.of(status).encode())
            .all()
            .iterator()
            .next(),
        equalTo(status));
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
}
