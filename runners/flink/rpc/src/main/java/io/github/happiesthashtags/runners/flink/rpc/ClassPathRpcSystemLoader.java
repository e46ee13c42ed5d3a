package io.github.happiesthashtags.runners.flink.rpc;

import com.google.auto.service.AutoService;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Takes Flink's RPC system from the class path. Flink's own loader unpacks its jar of 21 MB with
 * each start and reads 1,400 classes from it through a class loader of its own, to keep Scala away
 * from users' classes: an embedded job brings none.
 */
@AutoService(RpcSystemLoader.class)
public final class ClassPathRpcSystemLoader implements RpcSystemLoader {
  /** Flink asks the least first; its own loader has 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  /**
   * {@inheritDoc}
   *
   * @throws RpcLoaderException if there is none, after which Flink asks the next loader
   */
  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    return ServiceLoader.load(RpcSystem.class, ClassPathRpcSystemLoader.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new RpcLoaderException("no RPC system of Flink is on the class path"));
  }
}
