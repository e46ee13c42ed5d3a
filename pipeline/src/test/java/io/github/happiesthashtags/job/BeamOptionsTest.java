package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.source.ConnectionOptions;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.junit.Test;

/** The packaged jars have no other registrar of these options. */
public final class BeamOptionsTest {

  @Test
  public void everyOptionThatBeamsCoreAndTheConnectorRegisterStaysKnown() {
    Set<URL> replaced = Set.of(origin(PipelineOptions.class), origin(ConnectionOptions.class));
    List<Class<?>> theirs = new ArrayList<>();
    for (PipelineOptionsRegistrar registrar : ServiceLoader.load(PipelineOptionsRegistrar.class)) {
      if (replaced.contains(origin(registrar.getClass()))) {
        registrar.getPipelineOptions().forEach(theirs::add);
      }
    }

    assertThat(theirs, hasItem(SdkHarnessOptions.class));
    assertThat(theirs, hasItem(ConnectionOptions.class));
    theirs.removeIf(BeamOptionsTest::isKnown);
    assertThat(theirs, is(empty()));
  }

  private static boolean isKnown(Class<?> options) {
    for (Class<?> known : new BeamOptions().getPipelineOptions()) {
      if (options.isAssignableFrom(known)) {
        return true;
      }
    }
    return false;
  }

  private static URL origin(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
