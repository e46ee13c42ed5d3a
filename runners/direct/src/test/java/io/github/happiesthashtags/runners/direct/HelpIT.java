package io.github.happiesthashtags.runners.direct;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.runners.conformance.JobProcess;
import java.beans.Introspector;
import java.lang.reflect.Method;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The packaged job's {@code --help}. */
public final class HelpIT {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void listsEveryOptionAndStartsNothing() throws Exception {
    JobProcess.Outcome help = JobProcess.run(folder.getRoot().toPath(), "--help", "--output=csv");

    assertThat(help.err(), is(""));
    assertThat(help.exitCode(), is(0));
    for (Method method : HappiestHashtagsOptions.class.getDeclaredMethods()) {
      if (method.getName().startsWith("get")) {
        assertThat(
            help.out(),
            containsString("--" + Introspector.decapitalize(method.getName().substring(3)) + "="));
      }
    }
  }
}
