package io.github.happiesthashtags.twitter.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.v1.V1Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tests the contract with v1.1, which sends nothing again, so that gaps are counted. */
public final class V1FeedContractTest extends SimulatedFeedContract {
  @Override
  FeedSpec specAt(String url, XApiSimulator credentials) throws Exception {
    List<String> oAuth = credentials.oAuth();
    String file =
        secretFile(
            "oauth.consumerKey=%s%noauth.consumerSecret=%s%noauth.accessToken=%s%noauth.accessTokenSecret=%s%n"
                .formatted(oAuth.toArray()));
    return V1Api.at(url + "/1.1/").withOAuthFile(file);
  }

  @Override
  protected void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after) {
    after.next();
    long reached = mark.progress().reachedMillis();
    long lost = after.counter("gap_lost_millis");
    Set<Long> all = madeSoFar();
    long latest = all.stream().mapToLong(made::get).max().orElseThrow();
    Eventually.until("the latest", () -> after.poll() && after.highestMillis() >= latest);
    Map<Long, Long> unreported = new HashMap<>(made);
    unreported.keySet().retainAll(all);
    unreported.keySet().removeAll(before);
    unreported.keySet().removeAll(after.ids());
    // Late statuses that were due in the gap happened before it.
    unreported
        .values()
        .removeIf(millis -> millis > reached - LATE_MILLIS && millis <= reached + lost);
    assertThat(unreported, is(anEmptyMap()));
    // The gap ends with the new connection, whose first statuses happened at about that time.
    long connected = reached + lost;
    long early = after.ids().stream().filter(id -> made.get(id) < connected - LATE_MILLIS).count();
    assertThat(early, is(0L));
  }

  @Override
  protected List<String> secrets() {
    return simulator().oAuth();
  }
}
