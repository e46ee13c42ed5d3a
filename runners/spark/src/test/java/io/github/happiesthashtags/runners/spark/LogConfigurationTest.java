package io.github.happiesthashtags.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.job.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.Test;

/** The Log4j configuration of a cluster. */
public final class LogConfigurationTest {
  private static final String OWN = "io.github.happiesthashtags.twitter.xapi.XApiFeed";
  private static final String ENGINE = "org.apache.spark.scheduler.TaskSetManager";

  private static LogSettings settings(String... args) {
    return LogSettings.of(PipelineOptionsFactory.fromArgs(args).as(HappiestHashtagsOptions.class));
  }

  /** Returns what a cluster's process writes to standard error. */
  private static String logged(LogSettings settings, Logging logging) throws Exception {
    Map<String, String> properties = settings.log4jProperties();
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    properties.forEach(System::setProperty);
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    URI configuration =
        LogSettings.class.getClassLoader().getResource(LogSettings.LOG4J_CONFIGURATION).toURI();
    try (LoggerContext context = new LoggerContext("test", null, configuration)) {
      context.start();
      logging.log(context.getLogger(OWN), context.getLogger(ENGINE));
    } finally {
      System.setErr(err);
      properties.keySet().forEach(System::clearProperty);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private interface Logging {
    void log(Logger own, Logger engine);
  }

  private static void logAll(Logger own, Logger engine) {
    own.debug("own debug");
    own.info("own info");
    own.warn("own warn");
    own.error("own error");
    engine.debug("engine debug");
    engine.info("engine info");
    engine.warn("engine warn");
    engine.error("engine error");
  }

  @Test
  public void aClusterLogsTheJobsInformationAndTheEnginesWarnings() throws Exception {
    String logged = logged(settings(), LogConfigurationTest::logAll);

    assertThat(
        logged,
        allOf(
            containsString(" INFO XApiFeed - own info\n"),
            containsString(" WARN TaskSetManager - engine warn\n"),
            not(containsString("engine info")),
            not(containsString("own debug"))));
  }

  @Test
  public void aLevelIsTheJobsAndTheEngineSaysNoMore() throws Exception {
    String debug = logged(settings("--logLevel=DEBUG"), LogConfigurationTest::logAll);
    String warn = logged(settings("--logLevel=warn"), LogConfigurationTest::logAll);
    String error = logged(settings("--logLevel=ERROR"), LogConfigurationTest::logAll);

    assertThat(
        debug,
        allOf(
            containsString("own debug"),
            containsString("engine info"),
            not(containsString("engine debug"))));
    assertThat(
        warn,
        allOf(
            containsString("own warn"),
            containsString("engine warn"),
            not(containsString("own info"))));
    assertThat(
        error,
        allOf(
            containsString("own error"),
            containsString("engine error"),
            not(containsString("own warn")),
            not(containsString("engine warn"))));
  }

  @Test
  public void jsonLinesAreJsonWhateverIsLogged() throws Exception {
    String message = "a \"quoted\" \\ text\nof two lines, \uD83D\uDE42";
    String logged =
        logged(
            settings("--logFormat=json"),
            (own, engine) -> {
              own.info(message);
              engine.warn("failed", new IllegalStateException("why\t\"so\""));
            });

    String[] lines = logged.split("\n", -1);
    assertThat(logged, lines.length, is(3));
    Map<String, String> first = object(lines[0]);
    assertThat(first, hasEntry("message", message));
    assertThat(first, hasEntry("level", "INFO"));
    assertThat(first, hasEntry("logger", OWN));
    assertThat(first.containsKey("error"), is(false));
    assertThat(
        object(lines[1]).get("error"), startsWith("java.lang.IllegalStateException: why\t\"so\""));
  }

  private static Map<String, String> object(String line) throws IOException {
    Map<String, String> members = new TreeMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      assertThat(line, parser.nextToken(), is(JsonToken.START_OBJECT));
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        members.put(name, parser.nextTextValue());
      }
      assertThat(line, parser.currentToken(), is(JsonToken.END_OBJECT));
    }
    return members;
  }
}
