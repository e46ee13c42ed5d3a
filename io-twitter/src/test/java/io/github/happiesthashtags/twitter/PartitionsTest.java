package io.github.happiesthashtags.twitter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.testsupport.SecretFiles;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public final class PartitionsTest {
  private static final String PATH = "/2/tweets/firehose/stream";
  private static final int PARTITIONS = 4;
  private static final int OF = 20;
  private static final int EACH = 200;

  // Static because a pipeline copies its assertions, so a test could not reach their fields.
  private static final Set<Long> READ = new ConcurrentSkipListSet<>();

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(90);

  @Rule(order = 1)
  public final TestPipeline pipeline = TestPipeline.create();

  @Rule(order = 2)
  public final TemporaryFolder folder = new TemporaryFolder();

  @After
  public void stop() {
    TwitterIO.stopReading();
  }

  @Test
  public void theDirectRunnerReadsEveryPartitionThroughOneConnectionAndNothingIsMissing()
      throws Exception {
    ConcurrentSkipListMap<Long, Long> made = new ConcurrentSkipListMap<>();
    READ.clear();
    try (XApiSimulator simulator =
        XApiSimulator.builder()
            .seed(8)
            .tweetsPerSecond(2_000)
            .onMade(one -> made.put(one.sequence(), one.id()))
            .start()) {
      PAssert.that(
              pipeline
                  .apply(
                      TwitterIO.read()
                          .fromXApi(
                              XApi.streams("firehose")
                                  .withPartitions("1-" + PARTITIONS)
                                  .withUrl(simulator.uri().toString())
                                  .withBearerTokenFile(tokenFile(simulator.bearerToken())))
                          .withMaxTweets(EACH * PARTITIONS))
                  .apply(MapElements.into(TypeDescriptors.longs()).via(Tweet::getId)))
          .satisfies(
              ids -> {
                Set<Long> distinct = new TreeSet<>();
                for (Long id : ids) {
                  assertThat("read twice: " + id, distinct.add(id), is(true));
                }
                READ.addAll(distinct);
                return null;
              });
      pipeline.run();
      for (int partition = 1; partition <= PARTITIONS; partition++) {
        assertThat(simulator.connectionsBy(PATH, partition), is(1L));
        assertThat(simulator.mostAtOnce(PATH, partition), is(1));
      }
      assertThat(simulator.connections(), is((long) PARTITIONS));
      assertThat(READ.size(), is(EACH * PARTITIONS));
      for (int partition = 1; partition <= PARTITIONS; partition++) {
        assertNothingIsMissing(ofPartition(made, partition));
      }
    }
  }

  private static List<Long> ofPartition(Map<Long, Long> made, int partition) {
    return made.entrySet().stream()
        .filter(one -> one.getKey() % OF + 1 == partition)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Asserts that everything was read of a partition between the first and the last status. */
  private static void assertNothingIsMissing(List<Long> made) {
    List<Long> read = made.stream().filter(READ::contains).toList();
    assertThat(read.size(), is(EACH));
    int first = made.indexOf(read.get(0));
    assertThat(read, is(made.subList(first, first + EACH)));
  }

  private String tokenFile(String token) throws IOException {
    return SecretFiles.save(folder.newFile().toPath(), token).toString();
  }
}
