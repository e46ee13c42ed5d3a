package io.github.happiesthashtags.twitter.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.recording.ReplaySpec;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Tests the contract with a replay, from which every status arrives exactly once. */
public final class ReplayFeedContractTest extends FeedContract {
  private static final int COUNT = 10_000;
  private static final long APART_MILLIS = 10;

  private List<Long> recorded = List.of();

  private FeedSpec spec(double speed) throws Exception {
    Path file = folder.getRoot().toPath().resolve("recording.jsonl");
    if (recorded.isEmpty()) {
      recorded =
          LongStream.range(0, COUNT)
              .map(i -> Messages.idAt(Messages.T0 + i * APART_MILLIS))
              .boxed()
              .toList();
      Files.write(file, recorded.stream().map(id -> Messages.status(id, "a status")).toList());
    }
    return new ReplaySpec(List.of(file.toString()), speed);
  }

  @Override
  protected FeedSpec spec() throws Exception {
    return spec(10);
  }

  @Override
  protected FeedSpec specAt(String url) {
    return new ReplaySpec(List.of("/no/such/folder/" + url.hashCode() + "/*"), 1);
  }

  @Override
  protected FeedSpec resumed() throws Exception {
    return spec(Double.POSITIVE_INFINITY);
  }

  @Override
  protected boolean isLive() {
    return false;
  }

  @Override
  protected void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after) {
    while (!after.isDone()) {
      after.next();
    }
    List<Long> all = new ArrayList<>(before);
    all.addAll(after.ids());
    assertThat(all, is(recorded));
  }
}
