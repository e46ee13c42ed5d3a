package io.github.happiesthashtags.twitter.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeThat;

import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSource;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.Overflow;
import io.github.happiesthashtags.twitter.stream.Sessions;
import io.github.happiesthashtags.twitter.testing.Displays;
import io.github.happiesthashtags.twitter.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.JUnit4;

/** The contract of every feed with a runner, tested through its source, readers and marks only. */
@RunWith(JUnit4.class)
public abstract class FeedContract {
  static final long DISORDER_MILLIS = 500;

  /** Enough statuses for several blocks and marks. */
  private static final int SOME = 200;

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(90);

  @Rule(order = 1)
  public final TemporaryFolder folder = new TemporaryFolder();

  final PipelineOptions options = PipelineOptionsFactory.create();
  private Set<Thread> threadsBefore = Set.of();

  /** Returns the stream to read. */
  protected abstract FeedSpec spec() throws Exception;

  /** Returns the same kind of stream from an address such as {@code http://127.0.0.1:4711}. */
  protected abstract FeedSpec specAt(String url) throws Exception;

  /** Returns the spec that continues after a mark. */
  protected FeedSpec resumed() throws Exception {
    return spec();
  }

  /** Lets the stream continue, if it does not do so by itself. */
  protected void go() throws Exception {}

  /** Makes streams from now on short: a few statuses, and then keep-alives. */
  protected void beShort() throws Exception {}

  /** Returns the number of open connections, if a server counts them. */
  protected int openConnections() {
    return 0;
  }

  /** Asserts that only one connection was made, if a server counts them. */
  protected void assertOneConnection() {}

  /** Ends the server that the feed reads from. */
  protected void closeServer() {}

  /** Continues after a mark, and compares the statuses with those of the stream. */
  protected abstract void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after)
      throws Exception;

  /** Returns the secrets that must not appear outside their file. */
  protected List<String> secrets() {
    return List.of();
  }

  /** Returns whether event time follows the clock while the stream is quiet. */
  protected boolean isLive() {
    return true;
  }

  @Before
  public void countThreads() {
    threadsBefore = Thread.getAllStackTraces().keySet();
  }

  @After
  public final void nothingIsLeft() {
    Sessions.stopAll();
    Eventually.until("no connection", () -> openConnections() == 0);
    closeServer();
    Eventually.until("no thread", () -> threadsLeft("twitter-").isEmpty());
  }

  /** Returns new threads of this kind. */
  private List<String> threadsLeft(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !threadsBefore.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private Set<Thread> sessionThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("twitter-"))
        .collect(Collectors.toSet());
  }

  final FeedSource source() throws Exception {
    return source(spec());
  }

  /** Returns the source's first split. */
  final FeedSource source(FeedSpec spec) {
    return new FeedSource(spec, DISORDER_MILLIS, Overflow.BLOCK).split(1, options).get(0);
  }

  final FeedRead read(FeedSource source, @Nullable FeedMark mark) throws IOException {
    return new FeedRead(source.createReader(options, mark));
  }

  @Test
  public void everyMarkIsGoodToGoOnFromWithoutLoss() throws Exception {
    FeedRead read = read(source(), null);
    while (read.ids().size() < SOME) {
      go();
      read.next();
    }
    Sessions.stopAll();
    Eventually.until("no connection", () -> openConnections() == 0);
    List<FeedMark> marks = read.marks();
    for (int i : IntStream.of(0, marks.size() / 2, marks.size() - 1).distinct().toArray()) {
      assertNothingIsMissing(read.idsUpTo(i), marks.get(i), read(source(resumed()), marks.get(i)));
      Sessions.stopAll();
      Eventually.until("no connection", () -> openConnections() == 0);
    }
  }

  @Test
  public void marksAreUnequalStayAsTheyAreAndSurviveTheirCoder() throws Exception {
    FeedMark.MarkCoder coder = new FeedMark.MarkCoder();
    FeedRead read = read(source(), null);
    List<byte[]> encoded = new ArrayList<>();
    while (read.marks().size() < 5 && !read.isDone()) {
      go();
      read.next();
      encoded.add(CoderUtils.encodeToByteArray(coder, read.marks().get(encoded.size())));
    }
    List<FeedMark> marks = read.marks();
    assertThat(new HashSet<>(marks), hasSize(marks.size()));
    for (int i = 0; i < marks.size(); i++) {
      assertThat(CoderUtils.encodeToByteArray(coder, marks.get(i)), is(encoded.get(i)));
      assertThat(CoderUtils.decodeFromByteArray(coder, encoded.get(i)), is(marks.get(i)));
      for (String secret : secrets()) {
        assertThat(new String(encoded.get(i), ISO_8859_1), not(containsString(secret)));
      }
    }
  }

  @Test
  public void theWatermarkNeverGoesBackNorPassesWhatWaits() throws Exception {
    FeedRead read = read(source(), null);
    while (read.ids().size() < SOME) {
      go();
      read.next();
    }
    List<Instant> watermarks = read.watermarks();
    assertThat(watermarks, is(watermarks.stream().sorted().toList()));
    assertThat(read.passedOver(), is(List.of()));
  }

  @Test
  public void onAQuietStreamEventTimeGoesOn() throws Exception {
    assumeThat(isLive(), is(true));
    beShort();
    FeedRead read = read(source(), null);
    go();
    read.next();
    Eventually.until(
        "event time goes on",
        () -> {
          go();
          read.poll();
          return read.watermark().getMillis() > read.highestMillis();
        });
  }

  @Test
  public void aBlockedReadEndsWithTheSessionAndLeavesNothing() throws Exception {
    beShort();
    FeedRead read = read(source(), null);
    go();
    read.next();
    Sessions.stopAll();
    Eventually.until("the connection is closed", () -> openConnections() == 0);
    Eventually.until(
        "no thread of an HTTP client",
        () -> {
          // Java 17's client ends its thread only when nothing refers to the client.
          System.gc();
          return threadsLeft("HttpClient").isEmpty();
        });
  }

  @Test
  public void splittingAsksNobody() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (String url :
          new String[] {"http://127.0.0.1:" + server.getLocalPort(), "https://10.255.255.1"}) {
        FeedSpec spec = specAt(url);
        FeedSource whole = new FeedSource(spec, DISORDER_MILLIS, Overflow.BLOCK);
        assertThat(whole.split(7, options), hasSize(spec.splits()));
        Displays.of(whole);
      }
      server.setSoTimeout(50);
      boolean asked = true;
      try {
        server.accept().close();
      } catch (SocketTimeoutException e) {
        asked = false;
      }
      assertThat(asked, is(false));
    }
  }

  @Test
  public void splitsTravelAndCarryNoSecret() throws Exception {
    for (FeedSource split :
        new FeedSource(spec(), DISORDER_MILLIS, Overflow.BLOCK).split(1, options)) {
      byte[] bytes = SerializableUtils.serializeToByteArray(split);
      FeedSource copy = SerializableUtils.clone(split);
      assertThat(SerializableUtils.serializeToByteArray(copy), is(bytes));
      assertThat(Displays.of(copy), is(Displays.of(split)));
      for (String secret : secrets()) {
        assertThat(new String(bytes, ISO_8859_1), not(containsString(secret)));
        assertThat(Displays.of(split).toString(), not(containsString(secret)));
      }
    }
  }

  @Test
  public void aThousandReadersKeepOneConnection() throws Exception {
    FeedSource source = source();
    FeedMark mark = null;
    Set<Thread> sessions = Set.of();
    for (int i = 0; i < 1_000; i++) {
      FeedRead read = read(SerializableUtils.clone(source), mark);
      if (i % 100 == 0) {
        go();
        read.next();
      }
      mark = read.mark();
      read.close();
      if (i == 0) {
        sessions = sessionThreads();
      }
    }
    assertThat(sessions, hasSize(1));
    assertThat(sessionThreads(), is(sessions));
    assertOneConnection();
  }
}
