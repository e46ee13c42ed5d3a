package example;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.contract.FeedContract;
import io.github.happiesthashtags.twitter.contract.FeedRead;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds the feed to the contract of all feeds. */
public final class SocketFeedTest extends FeedContract {
  private final TweetServer server = new TweetServer();

  @Override
  protected FeedSpec spec() {
    return new SocketSpec("127.0.0.1", server.port());
  }

  @Override
  protected FeedSpec specAt(String url) {
    URI uri = URI.create(url);
    return new SocketSpec(uri.getHost(), uri.getPort() < 0 ? 443 : uri.getPort());
  }

  @Override
  protected void beShort() {
    server.sendKeepAlivesAfter(50);
  }

  @Override
  protected int openConnections() {
    return server.openConnections();
  }

  @Override
  protected void assertOneConnection() {
    assertThat(server.connections(), is(1));
  }

  @Override
  protected void closeServer() {
    server.close();
  }

  /** The server sends nothing again, so a new session begins with new tweets. */
  @Override
  protected void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after) {
    after.next();
    Set<Long> again = new HashSet<>(after.ids());
    again.retainAll(before);
    assertThat(again, is(Set.of()));
  }
}
