package io.github.happiesthashtags.twitter.contract;

import io.github.happiesthashtags.twitter.stream.Feed;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.FeedRun;
import io.github.happiesthashtags.twitter.v1.V1Spec;
import io.github.happiesthashtags.twitter.xapi.XApiSpec;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Reads one post of each kind of feed, in a JVM of its own: the JDK reads its settings once. */
final class ProxiedFeeds {
  private ProxiedFeeds() {}

  /** Takes the files of the token, the OAuth credentials and the proxy's credentials. */
  public static void main(String[] files) throws Exception {
    XApiSpec.TokenFile token = new XApiSpec.TokenFile(files[0], false);
    String proxy = files.length > 2 ? files[2] : null;
    for (String url : List.of("https://api.test", "http://127.0.0.1:9")) {
      XApiSpec spec =
          XApiSpec.of(url, List.of("filtered"), null, token)
              .withAllowance(1, 0)
              .withRules(List.of("cats"));
      read(proxy == null ? spec : spec.withProxyCredentialsFile(proxy));
    }
    read(new V1Spec("https://api.test/1.1/", List.of(), List.of(), files[1], 1, proxy));
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
