package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSink;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * The feed of the sample stream of an API inside the reading process, read through real HTTP.
 *
 * @param api the API, which lives as long as the feed
 * @param maxStatuses the number of statuses after which the stream ends; 0 for no limit
 * @param used the fields of tweets that the reader uses; null if it does not say
 */
public record LocalApiSpec(LocalApi api, long maxStatuses, @Nullable EnumSet<TweetField> used)
    implements FeedSpec {

  /** A feed without a limit, whose reader does not say what it uses. */
  public LocalApiSpec(LocalApi api) {
    this(api, 0, null);
  }

  @Override
  public LocalApiSpec withMaxTweets(long tweets) {
    return new LocalApiSpec(api, tweets, used);
  }

  @Override
  public LocalApiSpec withUsedFields(Set<TweetField> fields) {
    return new LocalApiSpec(api, maxStatuses, EnumSet.copyOf(fields));
  }

  @Override
  public int splits() {
    return 1;
  }

  @Override
  public Feed open(int split, PipelineOptions options) {
    return new LocalApiFeed();
  }

  private final class LocalApiFeed implements Feed {
    private LocalApi.@Nullable Running server;
    private @Nullable XApiFeed feed;
    private boolean closed;

    @Override
    public void run(@Nullable FeedMark resume, FeedSink sink)
        throws IOException, InterruptedException {
      XApiFeed client;
      synchronized (this) {
        if (closed) {
          return;
        }
        LocalApi.Running started = api.start();
        server = started;
        BearerToken token = BearerToken.of(started.bearerToken());
        RequestFields fields = used == null ? RequestFields.LEAN : RequestFields.forFields(used);
        XStream.Part sample = new XStream.Part(XStream.SAMPLE, 0);
        client =
            new XApiFeed(
                new FeedSetup("demo", sample.uri(started.uri().toString(), fields), () -> token)
                    .allowance(new Allowance(maxStatuses, 0)));
        feed = client;
      }
      client.run(resume, sink);
    }

    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (feed != null) {
        feed.close();
      }
      if (server != null) {
        server.close();
      }
    }
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.delegate(api);
  }
}
