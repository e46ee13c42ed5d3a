package io.github.happiesthashtags.twitter.contract;

import java.util.List;

public final class XApiPartitionFeedTest extends XApiFeedContract {
  @Override
  List<String> streamAndPartition() {
    return List.of("sample10", "2");
  }

  @Override
  boolean isPart(long sequence) {
    return sequence % 2 == 1;
  }
}
