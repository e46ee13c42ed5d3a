package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.job.BadOptionException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SparkDefaultsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final SparkPipelineOptions options =
      PipelineOptionsFactory.as(SparkPipelineOptions.class);

  @Before
  public void keepCheckpointsHere() {
    options.setCheckpointDir(folder.getRoot().toURI().toString());
  }

  private void streamOn(String master, String... given) {
    options.setStreaming(true);
    options.setSparkMaster(master);
    Set<String> names = new HashSet<>(Set.of(given));
    names.add("sparkMaster");
    new SparkDefaults(options, names).apply();
  }

  /** Between checkpoints, Spark would recompute an executor's lost state with a later watermark. */
  @Test
  public void everyBatchIsCheckpointedOnACluster() {
    streamOn("spark://master:7077", "checkpointDir");

    assertThat(options.getCheckpointDurationMillis(), is(options.getBatchIntervalMillis()));
    assertThat(SparkDefaults.warnings(options), is(empty()));
  }

  /** On a cluster, executors load the file system's class before they have the job's jar. */
  @Test
  public void embeddedJobsAloneHaveTheirOwnFileSystem() {
    String fileSystem = "spark.hadoop.fs.file.impl";
    String before = System.clearProperty(fileSystem);
    try {
      streamOn("spark://master:7077", "checkpointDir");
      assertThat(System.getProperty(fileSystem), is(nullValue()));

      streamOn("local[2]", "checkpointDir");
      assertThat(System.getProperty(fileSystem), is(EmbeddedFileSystem.class.getName()));
    } finally {
      System.clearProperty(fileSystem);
      if (before != null) {
        System.setProperty(fileSystem, before);
      }
    }
  }

  /** Beam's metrics source puts a map on the page, and Prometheus then rejects the whole page. */
  @Test
  public void prometheusCanReadTheDriversPageOfAClustersJob() {
    List<String> set = List.of("spark.plugins", "spark.metrics.namespace");
    set.forEach(System::clearProperty);
    try {
      streamOn("spark://master:7077", "checkpointDir");

      assertThat(options.getEnableSparkMetricSinks(), is(false));
      assertThat(System.getProperty("spark.plugins"), is(JobPlugin.class.getName()));
      assertThat(System.getProperty("spark.metrics.namespace"), is("happiest_hashtags"));
    } finally {
      set.forEach(System::clearProperty);
    }
  }

  @Test
  public void theApplicationIsCalledAsTheJob() {
    streamOn("local[2]");
    assertThat(options.getAppName(), is("happiest-hashtags"));

    options.setJobName("mine");
    streamOn("local[2]", "jobName");
    assertThat(options.getAppName(), is("mine"));
  }

  @Test
  public void anEmbeddedSparkTalksToNobodyWithoutItsSecret() {
    String authenticate = "spark.authenticate";
    String before = System.clearProperty(authenticate);
    try {
      streamOn("local[2]");

      assertThat(System.getProperty(authenticate), is("true"));
    } finally {
      System.clearProperty(authenticate);
      if (before != null) {
        System.setProperty(authenticate, before);
      }
    }
  }

  /** After a kill, a new process resumes from these checkpoints, as a driver does on a cluster. */
  @Test
  public void everyBatchIsCheckpointedIntoADirectoryOfTheUsers() {
    streamOn("local[2]", "checkpointDir");

    assertThat(options.getCheckpointDurationMillis(), is(options.getBatchIntervalMillis()));
  }

  @Test
  public void checkpointsAreRareWhereTheyDieWithTheProcess() {
    streamOn("local[2]");

    assertThat(
        options.getCheckpointDurationMillis(), is(greaterThan(options.getBatchIntervalMillis())));
  }

  /** Blocks have up to a megabyte; Spark keeps them for twice the time between checkpoints. */
  @Test
  public void whatSparkKeepsOfAFastStreamFitsIntoASmallHeap() {
    for (String master : new String[] {"local[2]", "spark://master:7077"}) {
      options.setMaxRecordsPerBatch(-1L);
      streamOn(master, "checkpointDir");

      long batches = 2 * options.getCheckpointDurationMillis() / options.getBatchIntervalMillis();
      assertThat(batches * options.getMaxRecordsPerBatch(), is(lessThanOrEqualTo(256L)));
      assertThat(options.getMaxRecordsPerBatch(), is(greaterThan(0L)));
    }
  }

  @Test
  public void whatTheUserGaveIsLeftAlone() {
    options.setBatchIntervalMillis(3_000L);
    options.setCheckpointDurationMillis(30_000L);
    streamOn(
        "spark://master:7077", "checkpointDir", "batchIntervalMillis", "checkpointDurationMillis");

    assertThat(options.getBatchIntervalMillis(), is(3_000L));
    assertThat(options.getCheckpointDurationMillis(), is(30_000L));
    assertThat(
        SparkDefaults.warnings(options),
        contains(startsWith("--checkpointDurationMillis=30000 is longer than")));
  }

  @Test
  public void aStreamOnAClusterNeedsADirectoryToGoOnFrom() {
    BadOptionException refused =
        assertThrows(BadOptionException.class, () -> streamOn("spark://master:7077"));

    assertThat(refused.getMessage(), containsString("--checkpointDir is missing"));
  }

  @Test
  public void aMasterThatSparkDoesNotKnowIsRefused() {
    for (String master : List.of("nonsense", "local[0]", "local[x]", "spark://host", "")) {
      BadOptionException refused =
          assertThrows(BadOptionException.class, () -> streamOn(master, "checkpointDir"));

      assertThat(
          refused.getMessage(), startsWith("--sparkMaster=" + master + ": must be local[N]"));
    }
  }

  @Test
  public void numbersThatSparkWouldFailOnAreRefused() {
    options.setReadTimePercentage(1.5);
    assertThat(
        assertThrows(BadOptionException.class, () -> streamOn("local[2]", "readTimePercentage"))
            .getMessage(),
        is("--readTimePercentage=1.5: out of range; use a number from 0 to 1"));
    for (String port : List.of("0", "70000", "99999999999")) {
      assertThat(
          assertThrows(BadOptionException.class, () -> streamOn("spark://h:1,i:" + port))
              .getMessage(),
          is("--sparkMaster=spark://h:1,i:" + port + ": not a port; use ports from 1 to 65535"));
    }
  }

  @Test
  public void mastersThatSparkKnowsAreTaken() {
    for (String master :
        List.of(
            "local",
            "local[2]",
            "local[*]",
            "local[*,3]",
            "local[2, 3]",
            "spark://h:1",
            "spark://h:1,i:2")) {
      streamOn(master, "checkpointDir");
      assertThat(options.getSparkMaster(), is(master));
    }
  }

  @Test
  public void aCheckpointDirectoryThatCannotBeMadeIsRefused() throws Exception {
    String below = folder.newFile().toPath().resolve("checkpoints").toUri().toString();
    for (String directory : List.of(below, "", "a:b", "nosuch://x/y")) {
      options.setCheckpointDir(directory);

      BadOptionException refused =
          assertThrows(BadOptionException.class, () -> streamOn("local[2]", "checkpointDir"));

      assertThat(refused.getMessage(), startsWith("--checkpointDir=" + directory + ": "));
    }
  }
}
