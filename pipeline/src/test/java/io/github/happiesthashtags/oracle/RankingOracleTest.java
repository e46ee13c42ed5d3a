package io.github.happiesthashtags.oracle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.github.happiesthashtags.oracle.NaiveOracle.Answer;
import io.github.happiesthashtags.output.FilesByHand;
import io.github.happiesthashtags.rank.ByHand;
import io.github.happiesthashtags.rank.DeadLetter;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.rank.PipelineMetrics;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.testing.Rankings;
import io.github.happiesthashtags.testing.TextFiles;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The pipeline's steps against the oracle, over many small nasty recordings. */
public class RankingOracleTest {
  private static final int SEEDS = 300;
  private static final int LINES = 60;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void filesEqualTheOraclesByteForByte() throws IOException {
    int files = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      files += check(seed, random, Rankings.any(random, GeneratedMessages.LEXICON));
    }
    assertThat(files, greaterThan(SEEDS));
  }

  @Test
  public void theBuiltInLexiconsEqualTheOracles() throws IOException {
    for (Lexicon lexicon : List.of(Lexicon.emoticon(), Lexicon.emoji(), Lexicon.all())) {
      for (int seed = 1000; seed < 1030; seed++) {
        Random random = new Random(seed);
        check(seed, random, Rankings.any(random, lexicon.weights()));
      }
    }
  }

  @Test
  public void weightsBelowOneEqualTheOracles() throws IOException {
    Map<String, Integer> weights = Map.of(":)", 0, ":))", -3, "(:", 2, "\uD83D\uDE00", -1);
    for (int seed = 2000; seed < 2030; seed++) {
      Random random = new Random(seed);
      check(seed, random, Rankings.any(random, weights));
    }
  }

  /** Compares one recording and gives the number of its files. */
  private int check(int seed, Random random, OracleSettings settings) throws IOException {
    List<byte[]> lines = lines(seed, random);
    Answer expected = NaiveOracle.answer(lines, settings);
    List<MessageBlock> blocks = Blocks.cut(lines, random);
    Collections.shuffle(blocks, random);

    ByHand pipeline = new ByHand(settings, random);
    List<Leaderboard> leaderboards = pipeline.rank(blocks);

    String what = "seed " + seed + ", " + settings;
    Path output = folder.newFolder().toPath();
    for (Leaderboard leaderboard : leaderboards) {
      FilesByHand.writeCsv(leaderboard, output);
    }
    assertThat(what, TextFiles.in(output), equalTo(expected.files()));
    assertThat(what, messages(pipeline.counters()), equalTo(expected.kinds()));
    assertThat(what, count(pipeline, PipelineMetrics.STATUSES), equalTo(expected.statuses()));
    assertThat(what, count(pipeline, PipelineMetrics.HAPPY), equalTo(expected.happy()));
    long skipped = PipelineMetrics.SKIPPED.stream().mapToLong(name -> count(pipeline, name)).sum();
    assertThat(what, skipped, equalTo(expected.statuses() - expected.happy()));
    if (settings.windowSeconds() % settings.everySeconds() == 0) {
      assertThat(what, count(pipeline, PipelineMetrics.DUPLICATES), equalTo(expected.duplicates()));
    }
    assertThat(what, count(pipeline, PipelineMetrics.LATE), equalTo(0L));
    assertThat(
        what,
        count(pipeline, PipelineMetrics.MALFORMED),
        equalTo((long) expected.deadLetters().size()));
    assertThat(
        what,
        count(pipeline, PipelineMetrics.BYTES),
        equalTo((long) GeneratedMessages.recording(lines).length));
    assertDeadLetters(what, pipeline.deadLetters(), lines, expected.deadLetters());
    return expected.files().size();
  }

  /** The recording, some of it twice and in another order. */
  private static List<byte[]> lines(int seed, Random random) {
    List<byte[]> lines = new ArrayList<>(GeneratedMessages.lines(seed, LINES));
    for (int copies = random.nextInt(20); copies > 0; copies--) {
      lines.add(lines.get(random.nextInt(LINES)));
    }
    if (random.nextBoolean()) {
      Collections.shuffle(lines, random);
    }
    return lines;
  }

  private static void assertDeadLetters(
      String what, List<DeadLetter> letters, List<byte[]> lines, List<Integer> expected) {
    List<Long> positions = Blocks.positions(lines);
    Map<Long, String> wanted = new TreeMap<>();
    for (int number : expected) {
      wanted.put(positions.get(number), hex(lines.get(number)));
    }
    Map<Long, String> found = new TreeMap<>();
    for (DeadLetter letter : letters) {
      assertThat(what, letter.getSource(), equalTo(Blocks.SOURCE));
      assertThat(what, List.of(letter.getReason().split("\\R")), hasSize(1));
      found.put(letter.getPosition(), hex(letter.getLine()));
    }
    assertThat(what, found, equalTo(wanted));
    assertThat(what, letters.size(), equalTo(expected.size()));
  }

  private static Map<String, Long> messages(Map<String, Long> counters) {
    Map<String, Long> messages = new TreeMap<>();
    counters.forEach(
        (name, count) -> {
          if (name.startsWith(PipelineMetrics.MESSAGES_PREFIX)) {
            messages.put(name.substring(PipelineMetrics.MESSAGES_PREFIX.length()), count);
          }
        });
    return messages;
  }

  private static long count(ByHand pipeline, String counter) {
    return pipeline.counters().getOrDefault(counter, 0L);
  }

  private static String hex(byte[] line) {
    return HexFormat.of().formatHex(line);
  }
}
