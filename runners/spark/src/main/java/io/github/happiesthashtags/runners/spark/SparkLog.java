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
 * How a Spark process logs. Spark by itself logs hundreds of lines a second of a stream, on driver
 * and executors, at its default level, among which no line or table of the job's can be found.
 *
 * <p>Where Spark has nothing but its own default configuration, the job's takes its place. One that
 * an operator has made stays, and only the level of the job's own loggers follows {@code
 * --logLevel}; but asked for by {@code --logFormat}, the job's takes that place too.
 */
final class SparkLog {
  private static final String SPARKS_DEFAULT = "org/apache/spark/log4j2-defaults.properties";

  private static volatile Map<String, String> applied = Map.of();

  private SparkLog() {}

  /** What this process was told, for those of the job's that are started by it. */
  static Map<String, String> applied() {
    return applied;
  }

  /** Logs as told from now on, unless the process logs with something else than Log4j. */
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

  /** Whether nobody chose the configuration, or the job did. */
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
