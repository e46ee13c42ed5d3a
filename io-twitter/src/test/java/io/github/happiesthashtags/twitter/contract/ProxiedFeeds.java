package io.github.happiesthashtags.twitter.contract;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.FeedRun;
import io.github.happiesthashtags.twitter.v1.V1Api;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A program that reads one post of each kind of feed. It runs in its own JVM because the JDK reads
 * proxy settings once.
 */
final class ProxiedFeeds {
  private ProxiedFeeds() {}

  /**
   * Runs the program.
   *
   * @param files the files of the token, the OAuth credentials and the proxy's credentials
   */
  public static void main(String[] files) throws Exception {
    String proxy = files.length > 2 ? files[2] : null;
    for (String url : List.of("https://api.test", "http://127.0.0.1:9")) {
      XApi spec =
          XApi.streams("filtered")
              .withUrl(url)
              .withBearerTokenFile(files[0])
              .withMaxPosts(1)
              .withRules(List.of("cats"));
      read(proxy == null ? spec : spec.withProxyCredentialsFile(proxy));
    }
    V1Api gateway = V1Api.at("https://api.test/1.1/").withOAuthFile(files[1]).withMaxTweets(1);
    read(proxy == null ? gateway : gateway.withProxyCredentialsFile(proxy));
    System.exit(0);
  }

  private static void read(FeedSpec spec) throws Exception {
    try (Feed feed = spec.open(0, PipelineOptionsFactory.create())) {
      FeedRun.Sink sink = new FeedRun.Sink(0);
      feed.run(null, sink);
      System.out.println("read " + sink.progress().statuses() + " " + sink.events());
    }
  }
}
