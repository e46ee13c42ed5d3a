package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.oracle.NaiveOracle;
import io.github.happiesthashtags.oracle.OracleSettings;
import io.github.happiesthashtags.output.FilesByHand;
import io.github.happiesthashtags.rank.Leaderboard;
import io.github.happiesthashtags.simulator.Made;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.testing.FaultyRun;
import io.github.happiesthashtags.testing.TextFiles;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The default job over a live stream in whose way seeded scripts put every kind of fault. */
public class FaultyJobTest {
  private static final int RUNS = Integer.getInteger("faults.runs", 25);
  private static final int FIRST = Integer.getInteger("faults.first", 0);

  /** All at once would be some gigabytes: the runner copies what it is given again and again. */
  private static final int RUNS_A_JOB = 25;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private int whole;
  private long missing;

  @Test
  public void theLeaderboardIsThatOfAllThatWasSentButForWhatWasReportedLost() throws Exception {
    for (int seed = FIRST; seed < FIRST + RUNS; seed += RUNS_A_JOB) {
      assertRanksWhatWasSent(seed, Math.min(seed + RUNS_A_JOB, FIRST + RUNS));
    }
    // Or the runs would show nothing.
    assertThat("runs that lose nothing", whole, greaterThan(RUNS / 2));
    assertThat("runs that lose something", RUNS - whole, greaterThan(RUNS / 20));
    assertThat("what is missing", missing, greaterThan(0L));
  }

  private void assertRanksWhatWasSent(int firstSeed, int endSeed) throws Exception {
    List<MessageBlock> blocks = new ArrayList<>();
    List<byte[]> truth = new ArrayList<>();
    for (int seed = firstSeed; seed < endSeed; seed++) {
      FaultyRun run = FaultyRun.of(seed);
      whole += run.losesNothing() ? 1 : 0;
      Set<Long> received = ids(run.blocks());
      for (Made made : run.made()) {
        String what = run + ", status " + made.sequence() + " at " + made.eventTimeMillis();
        if (received.contains(made.id())) {
          assertThat(what, run.isSurelyLost(made.eventTimeMillis()), is(false));
          truth.add(made.message());
        } else {
          assertThat(what, run.mayBeLost(made.eventTimeMillis()), is(true));
          missing++;
        }
      }
      blocks.addAll(run.blocks());
    }

    JobTest.Run job =
        JobTest.any()
            .withOptions("--output=csv")
            .withSource(blocks.toArray(new MessageBlock[0]))
            .run();

    String what = "seeds " + firstSeed + " to " + (endSeed - 1);
    assertThat(what, job.exitCode(), is(ExitCode.OK));
    assertThat(what, onTime(job), equalTo(NaiveOracle.answer(truth, sliding()).files()));
  }

  private Map<String, String> onTime(JobTest.Run job) throws IOException {
    Path output = folder.newFolder().toPath();
    for (Leaderboard leaderboard : job.leaderboards("csv")) {
      if (leaderboard.timing() == Leaderboard.Timing.ON_TIME) {
        FilesByHand.writeCsv(leaderboard, output);
      }
    }
    return TextFiles.in(output);
  }

  /** The default job. */
  private static OracleSettings sliding() {
    return OracleSettings.eventTime()
        .withWindows(600, 150)
        .withSmiles(Lexicon.emoji().weights())
        .withLanguages(Set.of("en"));
  }

  private static Set<Long> ids(List<MessageBlock> blocks) throws IOException {
    Set<Long> ids = new HashSet<>();
    MessageParser parser = new MessageParser();
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public void status(Status status) {
            ids.add(status.id());
          }

          @Override
          public void other(MessageKind kind) {}

          @Override
          public void malformed(String reason) {}
        };
    for (MessageBlock block : blocks) {
      block.read(
          (line, offset, length, position, overlong) -> {
            parser.parse(line, offset, length, handler);
            return true;
          });
    }
    return ids;
  }
}
