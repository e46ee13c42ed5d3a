package io.github.happiesthashtags.twitter.testing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class FeedRunTest {
  @Test
  public void whatWasSeenStaysAsItWasWhileTheFeedRunsOn() {
    List<Duration> waits = new CopyOnWriteArrayList<>(List.of(Duration.ZERO));
    try (FeedRun run = new FeedRun(new Nothing(), new FeedRun.Sink(0), waits)) {
      List<Duration> first = run.waits().subList(0, 1);
      waits.add(Duration.ofSeconds(1));
      assertThat(first, contains(Duration.ZERO));
    }
  }

  private static final class Nothing implements Feed {
    @Override
    public void run(@Nullable FeedMark resume, FeedSink sink) {}

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public void close() {}
  }
}
