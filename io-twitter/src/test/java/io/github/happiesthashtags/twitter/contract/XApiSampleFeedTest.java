package io.github.happiesthashtags.twitter.contract;

import java.util.List;

public final class XApiSampleFeedTest extends XApiFeedContract {
  @Override
  List<String> streamAndPartition() {
    return List.of("sample");
  }
}
