package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Test;

public final class LogSettingsTest {
  private static LogSettings settings(String... args) {
    return LogSettings.of(PipelineOptionsFactory.fromArgs(args).as(HappiestHashtagsOptions.class));
  }

  @Test
  public void anEmbeddedJobLogsJsonWithLog4jAndTextWithout() {
    assertThat(
        settings("--logFormat=json").embeddedProperties(),
        allOf(
            hasEntry("slf4j.provider", "org.apache.logging.slf4j.SLF4JServiceProvider"),
            hasEntry("log4j2.configurationFile", LogSettings.LOG4J_CONFIGURATION)));
    assertThat(
        settings("--logLevel=ERROR").embeddedProperties(),
        allOf(
            hasEntry("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider"),
            hasEntry("org.slf4j.simpleLogger.log.io.github.happiesthashtags", "error")));
    assertThat(settings().log4jProperties(), is(anEmptyMap()));
  }
}
