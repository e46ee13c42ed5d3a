package io.github.happiesthashtags.benchmarks.jmh;

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

/** Looks for smiles in texts, in nanoseconds a tweet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Corpus.TWEETS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SmileBenchmark {
  @Param({"EMOTICON", "EMOJI", "ALL"})
  String smiles = "EMOTICON";

  private final List<String> texts = new ArrayList<>();
  private SmileMatcher matcher = SmileMatcher.of(Lexicon.emoticon());

  @Setup
  public void setUp() {
    matcher = SmileMatcher.of(Lexicon.builtIn(smiles).orElseThrow());
    MessageParser parser = new MessageParser();
    for (byte[] line : Corpus.lines("v2")) {
      parser.parse(line, 0, line.length, new Texts(texts));
    }
  }

  @Benchmark
  public void match(Blackhole sink) {
    for (String text : texts) {
      sink.consume(matcher.match(text));
    }
  }

  private record Texts(List<String> texts) implements MessageHandler {
    @Override
    public void status(Status status) {
      texts.add(status.text());
    }

    @Override
    public void other(MessageKind kind) {}

    @Override
    public void malformed(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
