package io.github.happiesthashtags.job;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.LoggerFactory;

/**
 * Passes everything on, and has this project's loggers in a cluster's workers follow {@code
 * --logLevel}. How the engine's lines look there is the cluster's own affair.
 */
final class WorkerLogLevel<T> extends DoFn<T, T> {
  private static final long serialVersionUID = 1L;

  private final LogSettings.Level level;

  WorkerLogLevel(LogSettings.Level level) {
    this.level = level;
  }

  /** Before the first element. */
  @Setup
  public void setup() {
    // A cluster may log with something else.
    if (LoggerFactory.getILoggerFactory().getClass().getName().contains("Log4j")) {
      Configurator.setLevel(LogSettings.OWN, Level.valueOf(level.name()));
    }
  }

  /** Passes an element on. */
  @ProcessElement
  public void process(@Element T element, OutputReceiver<T> out) {
    out.output(element);
  }
}
