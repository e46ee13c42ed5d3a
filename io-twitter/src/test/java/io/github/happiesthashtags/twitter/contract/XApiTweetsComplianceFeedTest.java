package io.github.happiesthashtags.twitter.contract;

import io.github.happiesthashtags.twitter.xapi.XApi;
import java.util.List;

public final class XApiTweetsComplianceFeedTest extends XApiFeedContract {
  @Override
  XApi streams(String name) {
    return XApi.compliance(name);
  }

  @Override
  List<String> streamAndPartition() {
    return List.of("tweets-compliance", "2");
  }

  @Override
  boolean isPart(long sequence) {
    return sequence % 4 == 1;
  }
}
