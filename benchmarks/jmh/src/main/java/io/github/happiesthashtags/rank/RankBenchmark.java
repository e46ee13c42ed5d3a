package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.benchmarks.jmh.Corpus;
import io.github.happiesthashtags.smiles.Lexicon;
import io.github.happiesthashtags.smiles.SmileMatcher;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From texts to a leaderboard, in nanoseconds a tweet; tallies are of a storm, all happy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Corpus.TWEETS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RankBenchmark {
  /** As many bundles as meet in a window. */
  private static final int BUNDLES = 8;

  @Param({"EMOTICON", "EMOJI", "ALL"})
  String smiles = "EMOTICON";

  private final RankFn rank = new RankFn(Score.SUM, 10, 1);
  private final List<String> texts = new ArrayList<>();
  private final List<String> happyTexts = new ArrayList<>();
  private final List<List<String>> hashtags = new ArrayList<>();
  private final List<WindowStatuses> bundles = new ArrayList<>();
  private final PipelineMetrics.Counts counts = new PipelineMetrics.Counts();
  private DistinctStatuses statuses = new DistinctStatuses();
  private byte[] encoded = {};
  private SmileMatcher matcher = SmileMatcher.of(Lexicon.emoticon());
  private HappyRule rule = HappyRule.of(Lexicon.emoticon(), List.of(), true, true);

  @Setup
  public void setUp() {
    Lexicon lexicon = Lexicon.builtIn(smiles).orElseThrow();
    matcher = SmileMatcher.of(lexicon);
    rule = HappyRule.of(lexicon, List.of(), true, true);
    collect("v2", texts, new ArrayList<>());
    collect("v2-storm", happyTexts, hashtags);
    HappyRule everyStorm = HappyRule.of(Lexicon.emoticon(), List.of(), true, true);
    List<HappyStatus> happy = new ArrayList<>();
    for (int i = 0; i < happyTexts.size(); i++) {
      // Next to each other the other way round, as in a storm's milliseconds.
      HappyStatus status =
          everyStorm.apply(i ^ 1, "en", false, hashtags.get(i), happyTexts.get(i), counts);
      if (status != null) {
        happy.add(status);
      }
    }
    statuses = distinct(happy);
    for (int i = 0; i < BUNDLES; i++) {
      int size = happy.size() / BUNDLES;
      List<HappyStatus> some = happy.subList(i * size, (i + 1) * size);
      bundles.add(WindowStatuses.of(false, distinct(some).encode()));
    }
    encoded = statuses.encode();
  }

  private static DistinctStatuses distinct(List<HappyStatus> statuses) {
    DistinctStatuses distinct = new DistinctStatuses();
    statuses.forEach(distinct::add);
    return distinct;
  }

  @Benchmark
  public void match(Blackhole sink) {
    for (String text : texts) {
      sink.consume(matcher.match(text));
    }
  }

  @Benchmark
  public void applyRuleInAStorm(Blackhole sink) {
    for (int i = 0; i < happyTexts.size(); i++) {
      sink.consume(rule.apply(i, "en", false, hashtags.get(i), happyTexts.get(i), counts));
    }
  }

  @Benchmark
  public Object mergeAndRank() {
    WindowStatuses window = rank.createAccumulator();
    for (WindowStatuses bundle : bundles) {
      window = rank.addInput(window, bundle);
    }
    return rank.extractOutput(window);
  }

  @Benchmark
  public byte[] encodeStatuses() {
    return statuses.encode();
  }

  @Benchmark
  public Object decodeStatuses() {
    DistinctStatuses decoded = new DistinctStatuses();
    decoded.addEncoded(encoded);
    return decoded;
  }

  private static void collect(String input, List<String> texts, List<List<String>> hashtags) {
    MessageParser parser = new MessageParser();
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public void status(Status status) {
            texts.add(status.text());
            hashtags.add(List.copyOf(status.hashtags()));
          }

          @Override
          public void other(MessageKind kind) {}

          @Override
          public void malformed(String reason) {
            throw new IllegalStateException(reason);
          }
        };
    for (byte[] line : Corpus.lines(input)) {
      parser.parse(line, 0, line.length, handler);
    }
  }
}
