package io.github.happiesthashtags.job;

import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes elements on unchanged, and sets the level of this project's loggers in a cluster's workers
 * to {@code --logLevel}. The cluster's own configuration decides about the engine's lines.
 */
final class WorkerLogLevel<T> extends DoFn<T, T> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WorkerLogLevel.class);

  private final LogSettings.Level level;

  WorkerLogLevel(LogSettings.Level level) {
    this.level = level;
  }

  /** Before the first element. */
  @Setup
  public void setup() {
    if (!LoggerFactory.getILoggerFactory().getClass().getName().contains("Log4j")) {
      // A cluster may use another logging library than Log4j.
      return;
    }
    try {
      // By reflection, because this module is compiled without the cluster's logging library.
      Class<?> levels = Class.forName("org.apache.logging.log4j.Level");
      Class.forName("org.apache.logging.log4j.core.config.Configurator")
          .getMethod("setLevel", String.class, levels)
          .invoke(
              null,
              LogSettings.OWN,
              levels.getMethod("valueOf", String.class).invoke(null, level.name()));
    } catch (ReflectiveOperationException e) {
      LOG.warn("--logLevel has no effect here", e);
    }
  }

  /** Passes an element on. */
  @ProcessElement
  public void process(@Element T element, OutputReceiver<T> out) {
    out.output(element);
  }
}
