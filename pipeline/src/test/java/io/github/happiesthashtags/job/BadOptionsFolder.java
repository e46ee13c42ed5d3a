package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.testing.Blocks;
import io.github.happiesthashtags.twitter.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.rules.TemporaryFolder;

/** Runs the job with bad options; its files are those of the test, and must stay as they are. */
final class BadOptionsFolder extends TemporaryFolder {
  /** Refused, if it is the only option. */
  void assertBad(String option, String... parts) {
    int equals = option.indexOf('=');
    String named = equals < 0 ? option : option.substring(0, equals);
    assertRefused(List.of(option), named, parts);
  }

  /** Refused with one line that begins with the option and holds the parts. */
  void assertRefused(List<String> options, String named, String... parts) {
    List<String> before = files();
    JobTest.Run run =
        JobTest.any().withSource(Blocks.of()).withOptions(options.toArray(new String[0])).run();

    String what = options + " gave " + run.err();
    assertThat(what, run.exitCode(), is(ExitCode.BAD_OPTION));
    assertThat(what, run.started(), is(false));
    assertThat(what, run.out(), hasSize(0));
    assertThat(what, run.err(), hasSize(1));
    List<Matcher<? super String>> wanted = new ArrayList<>();
    wanted.add(startsWith("happiest-hashtags: " + Printable.escaped(named)));
    for (String part : parts) {
      wanted.add(containsString(part));
    }
    assertThat(what, run.err().get(0), allOf(wanted));
    assertThat(what, files(), is(before));
  }

  private List<String> files() {
    String[] names = getRoot().list();
    Arrays.sort(names);
    return List.of(names);
  }
}
