package io.github.happiesthashtags.runners.direct;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.runners.conformance.JobProcess;
import io.github.happiesthashtags.runners.conformance.OutputFiles;
import io.github.happiesthashtags.testsupport.Thorough;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/**
 * The job reads a live stream with faults by the real clock, and gives the same results as from a
 * recording of the stream. See {@link SoakPlan} for longer runs.
 */
@Category(Thorough.class)
public final class SoakIT {
  private static final String TOKEN = "soak-test-token-not-a-secret";
  private static final int LIVE_HEAP_MEGABYTES = 256;

  /** More than for a stream, because a recording's windows are all open at once. */
  private static final int RECORDING_HEAP_MEGABYTES = 1536;

  /** How long to wait for a job that reads gigabytes on a loaded machine, after an hour's run. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final Pattern USED =
      Pattern.compile("(?:generation|garbage-first heap)\\s+total \\d+K, used (\\d+)K");

  private final SoakPlan plan = SoakPlan.ofProperties();
  private final SoakReport report = new SoakReport();

  @Test
  public void whateverGoesWrongNothingIsLostOrDoubled() throws Exception {
    Path directory =
        Files.createTempDirectory(
            Path.of(System.getProperty("soak.dir", System.getProperty("java.io.tmpdir"))), "soak");
    Path token = Files.writeString(directory.resolve("token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    Path recording = directory.resolve("all.jsonl");
    // The directory stays if the test fails: it is an hour's evidence.
    System.out.println("Soak of " + plan.duration() + " in " + directory);

    JobProcess.Outcome live;
    SimulatorProcess.Counts before;
    SimulatorProcess.Counts after;
    Instant lastEnd;
    try (SimulatorProcess api = SimulatorProcess.start(plan, TOKEN, recording)) {
      try (JobProcess job = startLive(directory, api.url())) {
        soak(job, api);
        lastEnd = awaitLastWindow(job, directory.resolve("live"));
        before = api.counts();
        job.signal("TERM");
        live = job.outcome();
      }
      after = api.counts();
      api.stop();
    }
    JobProcess.Outcome bounded;
    try (JobProcess job =
        JobProcess.startForLong(
            directory,
            RECORDING_HEAP_MEGABYTES,
            options("recorded", "--source=file", "--input=all.jsonl"))) {
      bounded = job.outcome(PATIENCE);
    }
    SortedMap<String, String> found = closedBy(lastEnd, directory.resolve("live"));
    SortedMap<String, String> expected = closedBy(lastEnd, directory.resolve("recorded"));
    System.out.println(report.text(found.size(), live.summary()));

    assertThat(live.err(), live.exitCode(), is(0));
    assertThat(live.err(), not(containsString("did not end well")));
    assertThat(bounded.err(), bounded.exitCode(), is(0));
    assertThat(bounded.summary().get("statuses"), is(greaterThanOrEqualTo(after.made())));
    assertThat(OutputFiles.broken(directory.resolve("live")), is(empty()));
    assertThat(found.keySet(), is(expected.keySet()));
    expected.forEach((name, text) -> assertThat(name, found.get(name), is(text)));
    assertThat(found.size(), is(greaterThanOrEqualTo(plan.leastWindows())));
    if (plan.faults().isEmpty()) {
      assertNothingHappened(live, before, after);
    }
    delete(directory);
  }

  private JobProcess startLive(Path directory, String url) throws IOException {
    List<String> options =
        options(
            "live",
            "--source=x",
            "--xStream=sample",
            "--xApiUrl=" + url,
            "--bearerTokenFile=token",
            "--progressEvery=1s");
    return plan.isLong()
        ? JobProcess.startForLong(directory, LIVE_HEAP_MEGABYTES, options)
        : JobProcess.start(directory, options);
  }

  private List<String> options(String outputDir, String... source) {
    List<String> options = new ArrayList<>(List.of(source));
    options.addAll(
        List.of(
            "--window=" + plan.window().toSeconds() + "s",
            "--maxOutOfOrder=" + plan.maxOutOfOrder().toSeconds() + "s",
            "--output=csv",
            "--outputDir=" + outputDir,
            "--smiles=ALL",
            "--language=all",
            "--topN=1000"));
    return options;
  }

  /** Injects faults as time passes, and samples the job every second. */
  private void soak(JobProcess job, SimulatorProcess api) throws Exception {
    await("for tweets")
        .atMost(JobProcess.PATIENCE)
        .until(() -> SoakReport.isUnderWay(job.err()) || !job.isAlive());
    long begin = System.nanoTime();
    Duration heapAt = plan.heapEvery();
    Duration faultAt = plan.faultEvery();
    Duration calmFrom = Duration.ZERO;
    int fault = 0;
    for (Duration now = Duration.ZERO; now.compareTo(plan.duration()) < 0; now = since(begin)) {
      assertThat(job.err(), job.isAlive(), is(true));
      report.sample(job.err(), now.compareTo(calmFrom) >= 0);
      if (!plan.faults().isEmpty() && now.compareTo(faultAt) >= 0) {
        SoakPlan.SoakFault next = plan.faults().get(fault++ % plan.faults().size());
        api.inject(next.text());
        report.injected(next.text());
        calmFrom = now.plus(next.settled());
        faultAt = now.plus(plan.nextAfter(next));
      }
      if (plan.isLong() && now.compareTo(heapAt) >= 0) {
        report.heap(now, usedHeap(job));
        heapAt = heapAt.plus(plan.heapEvery());
      }
      TimeUnit.SECONDS.sleep(1); // A soak lets time pass; there is no condition to wait for.
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static long usedHeap(JobProcess job) throws IOException {
    jcmd(job, "GC.run");
    Matcher used = USED.matcher(jcmd(job, "GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes;
  }

  private static String jcmd(JobProcess job, String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(JobProcess.javaTool("jcmd"), Long.toString(job.pid()), command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Waits until the latest ended window is closed, and returns its end. */
  private Instant awaitLastWindow(JobProcess job, Path output) {
    long seconds = plan.window().toSeconds();
    Instant end =
        Instant.ofEpochSecond(Math.floorDiv(Instant.now().getEpochSecond(), seconds) * seconds);
    await("for the window that ends at " + end)
        .atMost(JobProcess.PATIENCE)
        .until(
            () ->
                !job.isAlive()
                    || OutputFiles.csv(output).keySet().stream()
                        .anyMatch(name -> OutputFiles.windowEnd(name).equals(end)));
    return end;
  }

  /** Returns the windows that closed before the signal; later ones are incomplete. */
  private static SortedMap<String, String> closedBy(Instant end, Path output) throws IOException {
    SortedMap<String, String> files = new TreeMap<>(OutputFiles.csv(output));
    files.keySet().removeIf(name -> OutputFiles.windowEnd(name).isAfter(end));
    return files;
  }

  private void assertNothingHappened(
      JobProcess.Outcome live, SimulatorProcess.Counts before, SimulatorProcess.Counts after) {
    assertThat(after.connections(), is(1L));
    assertThat(live.summary().get("reconnects"), is(0L));
    assertThat(live.summary().get("dropped_statuses"), is(0L));
    assertThat(live.summary().get("gap_lost_millis"), is(0L));
    // One connection delivers no duplicates, so the counts alone show losses and duplicates.
    long received = live.summary().get("received_statuses");
    assertThat(
        received,
        is(
            allOf(
                greaterThanOrEqualTo(before.made() - plan.rate()),
                lessThanOrEqualTo(after.made()))));
    assertThat(live.summary().get("statuses"), is(received));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
