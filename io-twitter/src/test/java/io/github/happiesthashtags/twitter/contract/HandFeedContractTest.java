package io.github.happiesthashtags.twitter.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.stream.HandFeed;
import io.github.happiesthashtags.twitter.stream.HandSpec;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.Messages;
import java.util.List;
import java.util.UUID;

/** Tests the contract with a minimal feed, for which the session fulfils the contract. */
public final class HandFeedContractTest extends FeedContract {
  private final HandSpec spec = new HandSpec(UUID.randomUUID().toString(), 1);
  private boolean isShort;

  @Override
  protected FeedSpec spec() {
    return spec;
  }

  @Override
  protected FeedSpec specAt(String url) {
    return new HandSpec(url, 3);
  }

  @Override
  protected void beShort() {
    isShort = true;
  }

  @Override
  protected void go() {
    List<HandFeed> opened = spec.opened(0);
    HandFeed latest = opened.get(opened.size() - 1);
    for (int i = 0; i < 50 && !(isShort && latest.done() > 0); i++) {
      latest.line(Messages.statusAt(System.currentTimeMillis()));
    }
    latest.keepAlive().keepAlive().settle();
  }

  @Override
  protected void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after) {
    HandFeed latest = Eventually.value("a feed", () -> last());
    assertThat(latest.resume(), is(mark));
  }

  private HandFeed last() {
    List<HandFeed> opened = spec.opened(0);
    HandFeed latest = opened.get(opened.size() - 1);
    return latest.resume() == null ? null : latest;
  }
}
