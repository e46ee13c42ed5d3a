package io.github.happiesthashtags.runners.conformance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The packaged job in its own process; its output is read as it comes. */
public final class JobProcess implements RunningJob {
  /**
   * How long to wait for a job: far longer than any takes on a loaded machine, far shorter than a
   * hung build.
   */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int DEFAULT_HEAP_MEGABYTES = Integer.getInteger("job.heap.megabytes", 256);

  /**
   * The flags for the compiler and collector that are fastest for processes that live for seconds.
   */
  public static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Collector out;
  private final Collector err;

  private JobProcess(Process process) {
    this.process = process;
    this.out = new Collector(process.getInputStream());
    this.err = new Collector(process.getErrorStream());
  }

  /** The exit code and output of an ended process. */
  public record Outcome(int exitCode, String out, String err) {

    /** Returns the lines of standard error without a long run's lines of progress. */
    public List<String> messages() {
      return err.lines().filter(line -> !line.matches("[0-9,]+ tweets, .*")).toList();
    }

    /** Returns the counts of the summary by name. */
    public Map<String, Long> summary() {
      Map<String, Long> counts = new TreeMap<>();
      err.lines()
          .dropWhile(line -> !line.equals("Summary"))
          .filter(line -> line.startsWith("  "))
          .map(line -> line.strip().split(" +", 2))
          .forEach(cells -> counts.put(cells[0], Long.parseLong(cells[1].replace(",", ""))));
      return counts;
    }

    /** Asserts that a signal has ended the job: exit code 0, one summary and no failure message. */
    public void assertEndedBySignal() {
      assertThat(err, exitCode, is(0));
      assertThat(err.split("(?m)^Summary$", -1).length - 1, is(1));
      for (String failure : List.of("did not end well", "Exception", "\tat ", " ERROR ")) {
        assertThat(err, not(containsString(failure)));
      }
    }
  }

  /** Starts the job in a directory against which relative paths in its options are resolved. */
  public static JobProcess start(Path directory, List<String> options) throws IOException {
    return start(directory, DEFAULT_HEAP_MEGABYTES, options);
  }

  public static JobProcess start(Path directory, String... options) throws IOException {
    return start(directory, List.of(options));
  }

  public static JobProcess start(Path directory, int heapMegabytes, List<String> options)
      throws IOException {
    return start(JobJar.own(), directory, heapMegabytes, options);
  }

  private static JobProcess start(
      JobJar jar, Path directory, int heapMegabytes, List<String> options) throws IOException {
    return launch(jar, directory, heapMegabytes, QUICK, options);
  }

  /** Starts the job with the given temporary directory. */
  public static JobProcess startWithTemporaryFilesIn(
      Path temporary, Path directory, List<String> options) throws IOException {
    List<String> jvm = new ArrayList<>(QUICK);
    jvm.add("-Djava.io.tmpdir=" + temporary);
    return launch(JobJar.own(), directory, DEFAULT_HEAP_MEGABYTES, jvm, options);
  }

  /** Starts a long-running job with the JVM's default compiler and collector, as users do. */
  public static JobProcess startForLong(Path directory, int heapMegabytes, List<String> options)
      throws IOException {
    return launch(JobJar.own(), directory, heapMegabytes, List.of(), options);
  }

  private static JobProcess launch(
      JobJar jar, Path directory, int heapMegabytes, List<String> jvm, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaTool("java"));
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(jvm);
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(jar.launch());
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // Both variables make a JVM write an extra line to standard error.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("_JAVA_OPTIONS");
    return new JobProcess(builder.start());
  }

  /** Starts another program that ends with its job, such as a submit script. */
  public static JobProcess startProgram(
      Path directory, Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return new JobProcess(builder.start());
  }

  /** Returns the path of a program of the running JDK. */
  public static String javaTool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Returns the packaged job of the module under test. */
  public static Path jar() throws IOException {
    return JobJar.own().jar();
  }

  /** Runs the job and waits for its end. */
  public static Outcome run(Path directory, List<String> options) throws IOException {
    return run(directory, DEFAULT_HEAP_MEGABYTES, options);
  }

  public static Outcome run(Path directory, String... options) throws IOException {
    return run(directory, List.of(options));
  }

  public static Outcome run(Path directory, int heapMegabytes, List<String> options)
      throws IOException {
    try (JobProcess job = start(directory, heapMegabytes, options)) {
      return job.outcome();
    }
  }

  /** Runs the job on the Direct runner and waits for its end. */
  public static Outcome runDirect(Path directory, List<String> options) throws IOException {
    try (JobProcess job = start(JobJar.direct(), directory, DEFAULT_HEAP_MEGABYTES, options)) {
      return job.outcome();
    }
  }

  /** Runs jobs, as many at a time as there are processors, and returns their outcomes in order. */
  public static List<Outcome> runAll(Path directory, List<List<String>> jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      for (List<String> options : jobs) {
        running.add(pool.submit(() -> run(directory, options)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> job : running) {
        outcomes.add(job.get(jobs.size() * PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  @Override
  public Outcome outcome() {
    return outcome(PATIENCE);
  }

  /** Waits for the end of a job that may take longer than the others. */
  public Outcome outcome(Duration patience) {
    try {
      assertTrue(
          "the job still runs; it said: " + err.text(),
          process.waitFor(patience.toSeconds(), TimeUnit.SECONDS));
      out.join();
      err.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Outcome(process.exitValue(), out.text(), err.text());
  }

  @Override
  public boolean hasEnded() {
    return !process.isAlive();
  }

  @Override
  public void stop() throws IOException {
    signal("TERM");
    outcome();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String out() {
    return out.text();
  }

  public String err() {
    return err.text();
  }

  /** Waits until the job has written a text to standard output. */
  public void awaitOut(String text) {
    awaitText(out, text);
  }

  /** Waits until the job has written a text to standard error. */
  public void awaitErr(String text) {
    awaitText(err, text);
  }

  private void awaitText(Collector stream, String text) {
    await("for " + text)
        .atMost(PATIENCE)
        .until(() -> stream.text().contains(text) || !process.isAlive());
    assertTrue("the job ended before; it said: " + err.text(), stream.text().contains(text));
  }

  /** Sends a signal, such as INT. */
  public void signal(String name) throws IOException {
    if (name.equals("INT")) {
      assumeInterruptible();
    }
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    await("for kill").atMost(PATIENCE).until(() -> !kill.isAlive());
    assertTrue("the job ended before the signal", kill.exitValue() == 0);
  }

  /**
   * Skips the test if the build ignores SIGINT, as it does in the background of a shell script: its
   * children inherit that.
   */
  private static void assumeInterruptible() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("SigIgn:")) {
          long ignored = Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
          assumeTrue("SIGINT is ignored in this build", (ignored & (1L << 1)) == 0);
        }
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A thread that reads a stream, so that the process never blocks on a full pipe. */
  private static final class Collector {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Collector(InputStream in) {
      thread =
          new Thread(
              () -> {
                try {
                  in.transferTo(bytes);
                } catch (IOException e) {
                  // The process was destroyed; keep what came before.
                  if (!"Stream closed".equals(e.getMessage())) {
                    throw new UncheckedIOException(e);
                  }
                }
              },
              "job-output");
      thread.setDaemon(true);
      thread.start();
    }

    void join() throws InterruptedException {
      thread.join(PATIENCE.toMillis());
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
