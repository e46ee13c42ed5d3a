package io.github.happiesthashtags.twitter.xapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.http.StreamClient;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.SessionFixture;
import io.github.happiesthashtags.twitter.testing.Displays;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.PBegin;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** Tests that a token appears only in its file and in requests. */
public final class CanaryTest {
  private static final String CANARY = "CANARYa1b2c3d4e5f6";

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  @Rule(order = 2)
  public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void noLogNoFailureAndNoMarkShowsTheToken() throws Exception {
    try (DebugLog log =
        new DebugLog(
            XApiFeed.class,
            StreamClient.class,
            StaleConnections.class,
            XApiControl.class,
            XApiCalls.class,
            RuleSet.class)) {
      for (int fatal : new int[] {401, 403}) {
        XApiSimulator.Builder simulator =
            XApiSimulator.builder().bearerToken(CANARY).backfillAllowed(false);
        try (StreamTrial trial = new StreamTrial(sessions, 20, simulator)) {
          trial.start("sample").play(Duration.ofSeconds(1));
          for (Fault fault :
              new Fault[] {
                Fault.reset(),
                Fault.stale(),
                Fault.refuse(429).withCut(),
                Fault.redirect(trial.simulator().uri().resolve("/elsewhere")),
                Fault.cleanEnd()
              }) {
            int before = (int) trial.simulator().connections();
            trial.simulator().inject(fault);
            if (!fault.toString().startsWith("redirect")) {
              trial.awaitConnections(before + 1).play(Duration.ofSeconds(1));
            }
          }
          byte[] mark = CoderUtils.encodeToByteArray(new FeedMark.MarkCoder(), trial.mark());
          assertThat(new String(mark, ISO_8859_1), not(containsString(CANARY)));
          trial.simulator().inject(Fault.refuse(fatal).withCut());
          String failure = stackTrace(trial.awaitFailure());
          assertThat(failure, containsString("(" + fatal + ")"));
          assertThat(failure, not(containsString(CANARY)));
        }
      }
      // The log was captured.
      assertThat(log.text(), containsString("x-sample"));
      assertThat(log.text(), not(containsString(CANARY)));
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  public void aTransformIsNotMadeWithTheTokenInIt() throws Exception {
    Path file = folder.newFile().toPath();
    Files.writeString(file, CANARY);
    XApi api = XApi.streams("sample").withBearerTokenFile(file.toString());
    for (PTransform<PBegin, ?> transform :
        List.of(TwitterIO.read().fromXApi(api), TwitterIO.readBlocks().fromXApi(api))) {
      assertThat(Displays.of(transform).toString(), not(containsString(CANARY)));
      assertThat(transform.toString(), not(containsString(CANARY)));
      assertThat(
          new String(SerializableUtils.serializeToByteArray(transform), ISO_8859_1),
          not(containsString(CANARY)));
    }
  }
}
