package example;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.contract.FeedContract;
import io.github.happiesthashtags.twitter.contract.FeedRead;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.Eventually;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.Test;

/** Holds the feed to the contract of all feeds. */
public final class SocketFeedTest extends FeedContract {
  /** Runners copy transforms, but Direct runs in this process. */
  private static final List<String> TEXTS = new CopyOnWriteArrayList<>();

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

  @Test
  public void aPipelineReadsTheFeed() throws Exception {
    TEXTS.clear();
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs("--blockOnRun=false").create());
    pipeline.apply(TwitterIO.read().from(spec())).apply(ParDo.of(new KeepFn()));

    PipelineResult job = pipeline.run();

    Eventually.until("tweets", () -> TEXTS.size() >= 100);
    job.cancel();
    assertThat(Set.copyOf(TEXTS), is(Set.of("hello #world :)")));
  }

  private static final class KeepFn extends DoFn<Tweet, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Tweet tweet) {
      TEXTS.add(tweet.getText());
    }
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
