package io.github.happiesthashtags.runners.spark;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.job.BadOptionException;
import io.github.happiesthashtags.job.EngineNumbers;
import io.github.happiesthashtags.job.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;

/** The Spark options that the job sets if the user does not, each with its reason. */
final class SparkDefaults {
  /** A batch costs some 200 ms even if it is empty; shorter ones would queue up on two cores. */
  private static final long BATCH_INTERVAL_MILLIS = 500;

  /** On a cluster, every step of a batch goes over the network and its state to a file system. */
  private static final long CLUSTER_BATCH_INTERVAL_MILLIS = 1_000;

  /**
   * How long a batch reads before its other steps start. Blocks come ready-made from the session's
   * buffer, so this time is mostly waiting; the rest of the interval is for the work.
   */
  private static final long MIN_READ_TIME_MILLIS = 100;

  /**
   * Without a directory from the user, an embedded job's checkpoints die with the process and only
   * keep Spark's lineage short. But Spark keeps everything that it read in memory for twice the
   * time between two checkpoints.
   */
  private static final long BATCHES_A_CHECKPOINT = 4;

  /**
   * A block is at most a megabyte, or what arrived in a moment. Together with the checkpoint
   * interval, Spark keeps some 256 MB of a stream that is read at full speed. A second of all of
   * Twitter is 5 MB.
   */
  private static final long MAX_BLOCKS_A_BATCH = 32;

  /**
   * If checkpoints outlive the process, every batch is checkpointed. Spark recomputes lost state
   * from the last checkpoint, but with the current watermark: windows that were open at the
   * checkpoint would close unseen, and a source would continue from its current position rather
   * than from the checkpoint's. Beam's runner also uses this interval as the time that an executor
   * may keep an old watermark.
   */
  private static final long BATCHES_A_LASTING_CHECKPOINT = 1;

  /**
   * The executor that reads a live stream holds its connection. A task that moves to another
   * executor would open a second connection beside the first. Spark's default of three seconds is
   * too short for a busy machine. Spark does not wait for an executor that is gone.
   */
  private static final String LOCALITY_WAIT = "60s";

  /** One core reads while another works. */
  private static final int MIN_CORES = 2;

  /** A year: more is a typing error. */
  private static final long MAX_MILLIS = Duration.ofDays(366).toMillis();

  private static final String MASTER = "spark.master";

  private static final String NAME = "happiest-hashtags";

  /**
   * Without it, Spark's sinks put the application's id, which differs each time, into metric names.
   */
  private static final String METRICS_NAMESPACE = "happiest_hashtags";

  private static final String PLUGINS = "spark.plugins";

  /** The masters of Spark 3.5 ({@code SparkMasterRegex}) and of pluggable cluster managers. */
  private static final Pattern MASTERS =
      Pattern.compile(
          "local(\\[([1-9]\\d*|\\*)( *, *\\d+)?])?|local-cluster\\[.+]|yarn|(k8s|mesos)://.+"
              + "|spark://[^,:/]+:\\d+(,[^,:/]+:\\d+)*");

  private final SparkPipelineOptions options;
  private final Set<String> given;

  SparkDefaults(SparkPipelineOptions options, Set<String> given) {
    this.options = options;
    this.given = given;
  }

  void apply() {
    if (isEmbedded(options)) {
      setPermissionsWithoutProcesses();
    }
    refuseWhatSparkWouldFailOn();
    if (absent("sparkMaster")) {
      // Beam's default is four cores, whatever the machine has.
      options.setSparkMaster(
          "local[" + Math.max(MIN_CORES, Runtime.getRuntime().availableProcessors()) + "]");
    }
    nameJob();
    boolean embedded = isEmbedded(options);
    if (embedded) {
      embed();
    } else {
      showMetrics();
    }
    if (absent("enableSparkMetricSinks")) {
      // Beam's metrics source gives sinks a map, and Prometheus then rejects the whole page.
      options.setEnableSparkMetricSinks(false);
    }
    SparkLog.apply(LogSettings.of(options.as(HappiestHashtagsOptions.class)).log4jProperties());
    if (options.isStreaming()) {
      preset("spark.locality.wait", LOCALITY_WAIT);
      stream(embedded);
    }
  }

  /** Rejects values that Spark would fail on, before anything starts and with the option's name. */
  private void refuseWhatSparkWouldFailOn() {
    if (!absent("sparkMaster") && !MASTERS.matcher(options.getSparkMaster()).matches()) {
      throw new BadOptionException(
          "--sparkMaster="
              + options.getSparkMaster()
              + ": must be local[N], N at least 1, or spark://HOST:PORT");
    }
    EngineNumbers numbers =
        new EngineNumbers(given)
            .checkPorts("sparkMaster", options.getSparkMaster())
            .check("bundleSize", options.getBundleSize(), 0, Long.MAX_VALUE);
    if (!options.isStreaming()) {
      return;
    }
    if (!absent("batchIntervalMillis") && options.getBatchIntervalMillis() < 1) {
      throw new BadOptionException(
          "--batchIntervalMillis=" + options.getBatchIntervalMillis() + ": must be at least 1");
    }
    numbers
        .check("batchIntervalMillis", options.getBatchIntervalMillis(), 1, MAX_MILLIS)
        .check("minReadTimeMillis", options.getMinReadTimeMillis(), 1, MAX_MILLIS)
        .check("readTimePercentage", options.getReadTimePercentage(), 0, 1)
        .checkUnlessOff(
            "checkpointDurationMillis", options.getCheckpointDurationMillis(), 1, MAX_MILLIS)
        .checkUnlessOff("maxRecordsPerBatch", options.getMaxRecordsPerBatch(), 1, Long.MAX_VALUE);
    if (!absent("checkpointDir")) {
      makeCheckpointDirectory();
    }
  }

  private void makeCheckpointDirectory() {
    try {
      Path directory = new Path(options.getCheckpointDir());
      if (directory.getFileSystem(SparkHadoopUtil.get().conf()).mkdirs(directory)) {
        return;
      }
      throw new IOException("it cannot be made");
    } catch (IOException | IllegalArgumentException e) {
      throw new BadOptionException(
          "--checkpointDir="
              + options.getCheckpointDir()
              + ": "
              + e.getMessage()
              + "; give a directory that can be written to");
    }
  }

  /** Returns whether the driver is also the engine. */
  static boolean isEmbedded(SparkPipelineOptions options) {
    // As in Spark itself, the master given to spark-submit overrides the option.
    return System.getProperty(MASTER, options.getSparkMaster()).startsWith("local");
  }

  /** Returns warnings about options that cost more than they seem to. */
  static List<String> warnings(SparkPipelineOptions options) {
    return options.isStreaming()
            && !isEmbedded(options)
            && options.getCheckpointDurationMillis() > options.getBatchIntervalMillis()
        ? List.of(
            "--checkpointDurationMillis="
                + options.getCheckpointDurationMillis()
                + " is longer than --batchIntervalMillis="
                + options.getBatchIntervalMillis()
                + ": a killed process may cost results; leave it out to have every batch"
                + " checkpointed")
        : List.of();
  }

  private void stream(boolean embedded) {
    if (absent("batchIntervalMillis")) {
      options.setBatchIntervalMillis(
          embedded ? BATCH_INTERVAL_MILLIS : CLUSTER_BATCH_INTERVAL_MILLIS);
    }
    if (absent("minReadTimeMillis")) {
      options.setMinReadTimeMillis(MIN_READ_TIME_MILLIS);
    }
    if (absent("checkpointDurationMillis")) {
      boolean staysBehind = !embedded || !absent("checkpointDir");
      long batches = staysBehind ? BATCHES_A_LASTING_CHECKPOINT : BATCHES_A_CHECKPOINT;
      options.setCheckpointDurationMillis(batches * options.getBatchIntervalMillis());
    }
    if (absent("maxRecordsPerBatch")) {
      options.setMaxRecordsPerBatch(MAX_BLOCKS_A_BATCH);
    }
    if (absent("checkpointDir")) {
      if (!embedded) {
        throw new BadOptionException(
            "--checkpointDir is missing: a stream on a Spark cluster needs a directory that all its"
                + " machines see, such as hdfs://namenode/happiest-hashtags, to resume from");
      }
      // A temporary directory by default: from a lasting one, Spark resumes the job with its old
      // options, so users must ask for one.
      options.setCheckpointDir(temporaryDirectory().toUri().toString());
    }
  }

  /** Sets the application's name in Spark's pages; Beam's default is a class name. */
  private void nameJob() {
    if (absent("jobName")) {
      String job = options.as(HappiestHashtagsOptions.class).getJob();
      options.setJobName(job == null ? NAME : NAME + "-" + job);
    }
    if (absent("appName")) {
      options.setAppName(options.getJobName());
    }
  }

  /** Adds the metrics to the driver's page, at {@code /metrics/prometheus/}. */
  private static void showMetrics() {
    preset("spark.ui.prometheus.enabled", "true");
    preset(
        "spark.metrics.conf.*.sink.prometheusServlet.class",
        "org.apache.spark.metrics.sink.PrometheusServlet");
    preset("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus");
    preset("spark.metrics.namespace", METRICS_NAMESPACE);
    String plugins = System.getProperty(PLUGINS, "");
    if (!plugins.contains(JobPlugin.class.getName())) {
      System.setProperty(
          PLUGINS,
          plugins.isEmpty()
              ? JobPlugin.class.getName()
              : plugins + ',' + JobPlugin.class.getName());
    }
  }

  private static void embed() {
    // Only this process connects to the driver, and only one job can have the page at port 4040.
    preset("spark.driver.bindAddress", "127.0.0.1");
    preset("spark.driver.host", "127.0.0.1");
    preset("spark.ui.enabled", "false");
    // Every local user can connect to loopback. Spark generates a secret that stays in the process.
    preset("spark.authenticate", "true");
  }

  /**
   * Installs {@link EmbeddedFileSystem}; call it before anything uses Hadoop, which caches the
   * first file system.
   */
  private static void setPermissionsWithoutProcesses() {
    // Hadoop finds the class by name, so it must be in the system class loader; with spark-submit
    // it may not be.
    if (SparkDefaults.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
      preset("spark.hadoop.fs.file.impl", EmbeddedFileSystem.class.getName());
    }
  }

  /** Sets a system property, from which Spark reads its settings, unless the user has set it. */
  private static void preset(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static java.nio.file.Path temporaryDirectory() {
    try {
      java.nio.file.Path directory = Files.createTempDirectory("happiest-hashtags-spark-");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> FileUtils.deleteQuietly(directory.toFile()), "delete-spark-checkpoints"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a directory for checkpoints; give one with --checkpointDir", e);
    }
  }

  private boolean absent(String option) {
    return !given.contains(option);
  }
}
