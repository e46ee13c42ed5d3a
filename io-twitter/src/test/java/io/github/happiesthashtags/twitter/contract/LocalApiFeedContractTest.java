package io.github.happiesthashtags.twitter.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.LocalSimulator;
import io.github.happiesthashtags.twitter.xapi.LocalApiSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tests the contract with a local API, which ends with the session, so a new session starts with
 * new statuses.
 */
public final class LocalApiFeedContractTest extends FeedContract {
  private boolean isShort;

  @Override
  protected FeedSpec spec() {
    return new LocalApiSpec(new LocalSimulator(isShort ? 0.001 : 400, 5));
  }

  @Override
  protected FeedSpec specAt(String url) {
    return new LocalApiSpec(new LocalSimulator(400, url.length()));
  }

  @Override
  protected void beShort() {
    isShort = true;
  }

  @Override
  protected boolean isLive() {
    // Keep-alives are 20 s apart, as X's are.
    return false;
  }

  @Override
  protected void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after) {
    after.next();
    Set<Long> again = new HashSet<>(after.ids());
    again.retainAll(before);
    assertThat(again, is(Set.of()));
    assertThat(after.mark().progress().statuses(), is(greaterThan(mark.progress().statuses())));
  }
}
