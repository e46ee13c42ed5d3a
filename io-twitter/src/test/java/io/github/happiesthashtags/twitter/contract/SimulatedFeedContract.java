package io.github.happiesthashtags.twitter.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.Before;

/** The contract of a feed that reads a simulator over HTTP. */
abstract class SimulatedFeedContract extends FeedContract {
  static final long LATE_MILLIS = 1_000;

  /** The times of the statuses made, by id. */
  final Map<Long, Long> made = new ConcurrentHashMap<>();

  private XApiSimulator simulator = XApiSimulator.builder().start();

  /** Returns the stream from an address, with a file of the simulator's credentials. */
  abstract FeedSpec specAt(String url, XApiSimulator credentials) throws Exception;

  /** Returns whether the status with this number belongs to the stream. */
  boolean isPart(long sequence) {
    return true;
  }

  @Before
  public void startSimulator() {
    start(0);
  }

  private void start(long limit) {
    simulator.close();
    made.clear();
    simulator =
        XApiSimulator.builder()
            .seed(5)
            .tweetsPerSecond(400)
            .tweetLimit(limit)
            .lateShare(0.05)
            .lateBy(Duration.ofMillis(LATE_MILLIS))
            .keepAlive(Duration.ofMillis(50))
            .onMade(
                one -> {
                  if (isPart(one.sequence())) {
                    made.put(one.id(), one.eventTimeMillis());
                  }
                })
            .start();
  }

  @Override
  protected void beShort() {
    start(50);
  }

  @Override
  protected void closeServer() {
    simulator.close();
  }

  final XApiSimulator simulator() {
    return simulator;
  }

  final Set<Long> madeSoFar() {
    return Set.copyOf(made.keySet());
  }

  @Override
  protected FeedSpec spec() throws Exception {
    return specAt(simulator.uri().toString(), simulator);
  }

  @Override
  protected FeedSpec specAt(String url) throws Exception {
    return specAt(url, simulator);
  }

  final String secretFile(String content) throws Exception {
    Path file = folder.newFile().toPath();
    Files.writeString(file, content);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file.toString();
  }

  @Override
  protected int openConnections() {
    return simulator.openConnections();
  }

  @Override
  protected void assertOneConnection() {
    assertThat(simulator.connections(), is(1L));
  }
}
