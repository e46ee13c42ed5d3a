package io.github.happiesthashtags.rank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.oracle.GeneratedMessages;
import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.simulator.SyntheticTweets;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.Rankings;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;

/** Why a status was skipped does not depend on the way in which it is read. */
public class SkippedTest {
  @Test
  public void reasonsAreTheSameForTheFastLaneTheFullParserAndTheIndexOfALiveSource()
      throws IOException {
    Map<String, Long> all = new TreeMap<>();
    for (int seed = 0; seed < 300; seed++) {
      OracleSettings settings = Rankings.any(new Random(seed), GeneratedMessages.LEXICON);
      List<byte[]> lines = GeneratedMessages.lines(seed, 60);
      // No scan takes a line that does not begin with an object.
      List<byte[]> indented = new ArrayList<>();
      lines.forEach(
          line ->
              indented.add(ByteBuffer.allocate(line.length + 1).put((byte) ' ').put(line).array()));
      MessageBlock block = Blocks.cut(lines, new Random(0)).get(0);

      Map<String, Long> scanned = counts(settings, Blocks.cut(lines, new Random(seed)));
      Map<String, Long> parsed = counts(settings, Blocks.cut(indented, new Random(seed)));

      assertThat("seed " + seed, parsed, equalTo(scanned));
      assertThat(
          "seed " + seed,
          counts(settings, List.of(EditsTest.inspected(block))),
          equalTo(counts(settings, List.of(block))));
      scanned.forEach((name, count) -> all.merge(name, count, Long::sum));
    }
    for (String name : PipelineMetrics.SKIPPED) {
      assertThat(name, all.get(name), is(greaterThan(100L)));
    }
  }

  @Test
  public void reasonsAreTheSameForTaggedStatusesWhoseBytesShowThatTheyHaveNoSmile()
      throws IOException {
    SyntheticTweets tweets = SyntheticTweets.withSeed(3).withHappyShare(0.2);
    String[] lines = new String[2_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new String(tweets.nextV2(1_577_836_800_000L + i), UTF_8);
    }
    MessageBlock block = Blocks.ofLines(lines);
    OracleSettings all = OracleSettings.eventTime();
    for (OracleSettings settings :
        List.of(all, all.withRetweets(false), all.withLanguages(Set.of("en")))) {
      assertThat(
          counts(settings, List.of(EditsTest.inspected(block))),
          equalTo(counts(settings, List.of(block))));
    }
    assertThat(
        counts(all, List.of(block)).get(PipelineMetrics.SKIPPED_NO_SMILE), is(greaterThan(100L)));
  }

  private static Map<String, Long> counts(OracleSettings settings, List<MessageBlock> blocks)
      throws IOException {
    ByHand pipeline = new ByHand(settings, new Random(0));
    pipeline.rank(blocks);
    Map<String, Long> counts = new TreeMap<>(pipeline.counters());
    counts.keySet().removeIf(name -> !name.startsWith("skipped_"));
    return counts;
  }
}
