package io.github.happiesthashtags.runners.flink.rpc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem;
import org.junit.Test;

public class ClassPathRpcSystemLoaderTest {

  @Test
  public void flinkTakesItsSystemFromTheClassPath() {
    try (RpcSystem system = RpcSystem.load(new Configuration())) {
      assertThat(system, is(instanceOf(PekkoRpcSystem.class)));
    }
  }
}
