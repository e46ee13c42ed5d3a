package io.github.happiesthashtags.benchmarks.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.happiesthashtags.benchmarks.plain.TweetReader;
import io.github.happiesthashtags.twitter.wire.FullParser;
import io.github.happiesthashtags.twitter.wire.Lines;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import io.github.happiesthashtags.twitter.wire.MessageBlockCoder;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageInspector;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/**
 * From bytes to statuses, in nanoseconds a tweet; names that begin with jackson are for comparison.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Corpus.TWEETS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WireBenchmark {
  private static final JsonFactory JSON = new JsonFactory();

  @Param({"v2", "v1.1", "v2-storm", "v2-optional", "v2-shuffled", "v1.1-optional", "v1.1-shuffled"})
  String input = "v2";

  private final MessageParser parser = new MessageParser();
  private final FullParser fullParser = new FullParser();
  private final MessageInspector inspector = new MessageInspector();
  private final TweetReader reader = new TweetReader();
  private byte[] bytes = {};
  private List<byte[]> lines = List.of();
  private MessageBlock block = MessageBlock.of("jmh", 0, bytes);
  private byte[] encoded = {};

  @Setup
  public void setUp() throws IOException {
    bytes = Corpus.bytes(input);
    lines = Corpus.lines(input);
    block = MessageBlock.of("jmh", 0, bytes);
    encoded = encodeBlock();
  }

  /**
   * The processor time of a tweet, which a busy machine distorts less than the time by the clock.
   */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Cpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long tweets;
    private long startNanos;

    @Setup(Level.Iteration)
    public void start() {
      tweets = 0;
      startNanos = THREADS.getCurrentThreadCpuTime();
    }

    /** Read by JMH at the end of an iteration. */
    public double cpuNanos() {
      return (double) (THREADS.getCurrentThreadCpuTime() - startNanos) / tweets;
    }
  }

  /** One line of the input. */
  @FunctionalInterface
  private interface LineConsumer {
    void accept(byte[] buffer, int offset, int length);
  }

  private void read(LineConsumer consumer) throws IOException {
    Lines.read(
        new ByteArrayInputStream(bytes),
        0,
        Long.MAX_VALUE,
        false,
        (buffer, offset, length, position, overlong) -> {
          consumer.accept(buffer, offset, length);
          return true;
        });
  }

  @Benchmark
  public void frame(Blackhole sink) throws IOException {
    read((buffer, offset, length) -> sink.consume(length));
  }

  @Benchmark
  public void frameByBufferedReader(Blackhole sink) throws IOException {
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        sink.consume(line);
      }
    }
  }

  @Benchmark
  public void parse(Blackhole sink, Cpu cpu) {
    MessageHandler handler = new Sink(sink);
    for (byte[] line : lines) {
      parser.parse(line, 0, line.length - 1, handler);
    }
    cpu.tweets += Corpus.TWEETS;
  }

  /** As it would be without the scan that comes before it. */
  @Benchmark
  public void parseFully(Blackhole sink, Cpu cpu) {
    MessageHandler handler = new Sink(sink);
    for (byte[] line : lines) {
      fullParser.parse(line, 0, line.length - 1, handler);
    }
    cpu.tweets += Corpus.TWEETS;
  }

  @Benchmark
  public void inspect(Blackhole sink) {
    for (byte[] line : lines) {
      inspector.inspect(line, 0, line.length - 1);
      sink.consume(inspector.latestMillis());
    }
  }

  /** As blocks are read. */
  @Benchmark
  public void readLines(Blackhole sink, Cpu cpu) throws IOException {
    MessageHandler handler = new Sink(sink);
    read((buffer, offset, length) -> parser.parse(buffer, offset, length, handler));
    cpu.tweets += Corpus.TWEETS;
  }

  /** As blocks would be read without scans. */
  @Benchmark
  public void readLinesFully(Blackhole sink, Cpu cpu) throws IOException {
    MessageHandler handler = new Sink(sink);
    read((buffer, offset, length) -> fullParser.parse(buffer, offset, length, handler));
    cpu.tweets += Corpus.TWEETS;
  }

  /** Every token, and no value made of any. */
  @Benchmark
  public void jacksonTokens(Blackhole sink) throws IOException {
    for (byte[] line : lines) {
      try (JsonParser json = JSON.createParser(line)) {
        while (json.nextToken() != null) {
          sink.consume(json.currentTokenId());
        }
      }
    }
  }

  /** The plain program's: it stops at a text without a smile. */
  @Benchmark
  public void jacksonHappyOnly(Blackhole sink) throws IOException {
    for (byte[] line : lines) {
      sink.consume(reader.read(line, 0, line.length));
    }
  }

  @Benchmark
  public byte[] encodeBlock() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    MessageBlockCoder.of().encode(block, out);
    return out.toByteArray();
  }

  @Benchmark
  public MessageBlock decodeBlock() throws IOException {
    return MessageBlockCoder.of().decode(new ByteArrayInputStream(encoded));
  }

  private record Sink(Blackhole sink) implements MessageHandler {
    @Override
    public void status(Status status) {
      sink.consume(status.timestampMillis());
    }

    @Override
    public void other(MessageKind kind) {
      sink.consume(kind);
    }

    @Override
    public void malformed(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
