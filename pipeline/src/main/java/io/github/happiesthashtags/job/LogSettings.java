package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The level and format of log lines: {@code --logLevel} and {@code --logFormat}.
 *
 * <p>An embedded job logs with slf4j-simple, because it starts fastest, or with Log4j for JSON,
 * which slf4j-simple cannot write. Clusters bring Log4j. Both read their settings from system
 * properties, so this class must get the arguments before the first logger is made, and has no
 * logger itself.
 *
 * @param level of the job's own lines
 * @param format of every line
 */
public record LogSettings(Level level, Format format) {
  /** The Log4j configuration, a resource beside the job's classes. */
  public static final String LOG4J_CONFIGURATION = "log4j2-job.properties";

  /** The loggers of this project. */
  public static final String OWN = "io.github.happiesthashtags";

  private static final String LEVEL_OPTION = "logLevel";
  private static final String FORMAT_OPTION = "logFormat";

  private static final String SIMPLE_PROVIDER = "org.slf4j.simple.SimpleServiceProvider";
  private static final String LOG4J_PROVIDER = "org.apache.logging.slf4j.SLF4JServiceProvider";

  /** What {@link #LOG4J_CONFIGURATION} looks up for the level of the project's loggers. */
  public static final String OWN_LEVEL = "happiest.log.own";

  private static final String ENGINE_LEVEL = "happiest.log.engine";

  /** As above, for the format. */
  public static final String FORMAT = "happiest.log.format";

  /** Engines whose warnings slf4j-simple's configuration leaves out; DEBUG wants them. */
  private static final List<String> ENGINES =
      List.of("org.apache.beam", "org.apache.flink", "org.apache.hadoop", "org.apache.spark");

  /** The level of this project's loggers; the engine logs as much or less. */
  public enum Level {
    /** Everything, and the engine's INFO lines. */
    DEBUG("info"),
    /** Connections, gaps, budgets; warnings of the engine. */
    INFO("warn"),
    /** Warnings. */
    WARN("warn"),
    /** Errors. */
    ERROR("error");

    private final String engine;

    Level(String engine) {
      this.engine = engine;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a line looks. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  /**
   * Reads the options.
   *
   * @throws BadOptionException for an unknown level or format
   */
  public static LogSettings of(HappiestHashtagsOptions options) {
    return new LogSettings(
        OptionValues.choice(LEVEL_OPTION, options.getLogLevel(), Level.class),
        OptionValues.choice(FORMAT_OPTION, options.getLogFormat(), Format.class));
  }

  /**
   * Configures the loggers of an embedded job by the arguments. Must be called before the first
   * logger is made; does nothing on a cluster, which has loggers already.
   */
  public static void prepare(String[] args) {
    if (isEmbedded()) {
      LogSettings settings = guess(args);
      settings.embeddedProperties().forEach(System::setProperty);
    }
  }

  /** Whether this process logs with the job's own logging library, rather than with a cluster's. */
  static boolean isEmbedded() {
    try {
      Class.forName(SIMPLE_PROVIDER, /* initialize= */ false, LogSettings.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Reads the arguments; ignores wrong values, which are refused when the options are read. */
  private static LogSettings guess(String[] args) {
    Level level = Level.INFO;
    Format format = Format.TEXT;
    for (String arg : args) {
      try {
        if (arg.startsWith("--" + LEVEL_OPTION + '=')) {
          level = OptionValues.choice(LEVEL_OPTION, value(arg), Level.class);
        } else if (arg.startsWith("--" + FORMAT_OPTION + '=')) {
          format = OptionValues.choice(FORMAT_OPTION, value(arg), Format.class);
        }
      } catch (BadOptionException e) {
        // Read again with all other options.
      }
    }
    return new LogSettings(level, format);
  }

  private static String value(String arg) {
    return arg.substring(arg.indexOf('=') + 1);
  }

  Map<String, String> embeddedProperties() {
    Map<String, String> properties = new TreeMap<>(log4jProperties());
    boolean json = format == Format.JSON;
    properties.put("slf4j.provider", json ? LOG4J_PROVIDER : SIMPLE_PROVIDER);
    // SLF4J would log which provider it chose.
    properties.put("slf4j.internal.verbosity", "WARN");
    if (json) {
      properties.put("log4j2.configurationFile", LOG4J_CONFIGURATION);
    } else if (level != Level.INFO) {
      String prefix = "org.slf4j.simpleLogger.log.";
      properties.put(prefix + OWN, level.label());
      properties.put("org.slf4j.simpleLogger.defaultLogLevel", level.engine);
      if (level == Level.DEBUG) {
        ENGINES.forEach(engine -> properties.put(prefix + engine, level.engine));
      }
    }
    return properties;
  }

  /** The system properties that {@link #LOG4J_CONFIGURATION} looks up; none for its defaults. */
  public Map<String, String> log4jProperties() {
    Map<String, String> properties = new TreeMap<>();
    if (level != Level.INFO) {
      properties.put(OWN_LEVEL, level.label());
      properties.put(ENGINE_LEVEL, level.engine);
    }
    if (format != Format.TEXT) {
      properties.put(FORMAT, format.name().toLowerCase(Locale.ROOT));
    }
    return properties;
  }

  /**
   * Passes elements on unchanged, and sets the level of this project's loggers in a cluster's
   * workers to {@code --logLevel}. The cluster's own configuration decides about the engine's
   * lines.
   */
  static final class SetOnWorkers<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SetOnWorkers.class);

    private final Level level;

    SetOnWorkers(Level level) {
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
                null, OWN, levels.getMethod("valueOf", String.class).invoke(null, level.name()));
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
}
