package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.job.LogSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.LoggerFactory;

/**
 * The logging configuration of a Spark process. At its default level, Spark logs so many lines
 * about a stream, on driver and executors, that they bury the job's lines and tables.
 *
 * <p>The job's configuration replaces Spark's default one. An operator's own configuration stays,
 * and only the level of the job's own loggers follows {@code --logLevel}; but {@code --logFormat}
 * replaces that configuration too.
 */
final class SparkLog {
  private static final String SPARKS_DEFAULT = "org/apache/spark/log4j2-defaults.properties";

  private static volatile Map<String, String> applied = Map.of();

  private SparkLog() {}

  /** Returns the settings of this process, to pass on to the processes that it starts. */
  static Map<String, String> applied() {
    return applied;
  }

  /** Applies the settings if the process logs with Log4j. */
  static void apply(Map<String, String> settings) {
    applied = Map.copyOf(settings);
    if (!LoggerFactory.getILoggerFactory().getClass().getName().contains("Log4j")
        || !(LogManager.getContext(SparkLog.class.getClassLoader(), false)
            instanceof LoggerContext context)) {
      return;
    }
    if (settings.containsKey(LogSettings.FORMAT) || isReplaceable(context)) {
      settings.forEach(System::setProperty);
      Configurator.reconfigure(configuration());
    } else if (settings.containsKey(LogSettings.OWN_LEVEL)) {
      Configurator.setLevel(LogSettings.OWN, Level.valueOf(settings.get(LogSettings.OWN_LEVEL)));
    }
  }

  /** Returns whether the configuration is Spark's default or the job's. */
  private static boolean isReplaceable(LoggerContext context) {
    String location = context.getConfiguration().getConfigurationSource().getLocation();
    return location == null
        || location.contains(SPARKS_DEFAULT)
        || location.contains(LogSettings.LOG4J_CONFIGURATION);
  }

  private static URI configuration() {
    URL resource = SparkLog.class.getClassLoader().getResource(LogSettings.LOG4J_CONFIGURATION);
    try {
      return Objects.requireNonNull(resource, LogSettings.LOG4J_CONFIGURATION).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no address: " + resource, e);
    }
  }
}
