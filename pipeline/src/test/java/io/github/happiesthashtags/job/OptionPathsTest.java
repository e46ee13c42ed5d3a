package io.github.happiesthashtags.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.util.List;
import org.junit.Test;

/** Paths that other processes than this one are to find. */
public class OptionPathsTest {

  private static void check(String... args) {
    HappiestHashtagsOptions options = CommandLine.parse(args);
    OptionPaths.checkForCluster(JobSettings.of(options), options);
  }

  private static final String POSTGRES = "--jdbcUrl=jdbc:postgresql://host/b";

  private static String refusal(String... args) {
    return assertThrows(BadOptionException.class, () -> check(args)).getMessage();
  }

  @Test
  public void aClusterTakesNoDefaultDirectory() {
    for (List<String> job :
        List.of(List.of("--job=event-time"), List.of("--job=sliding", "--output=console,jsonl"))) {
      assertThat(
          refusal(job.toArray(new String[0])),
          startsWith("--outputDir is missing: on a cluster --output="));
    }
    check("--job=sliding");
    check("--job=event-time", "--output=console");
    check("--job=event-time", "--outputDir=/shared/tables");
  }

  @Test
  public void aClusterHasNoStandardOutput() {
    assertThat(
        refusal("--output=jsonl", "--outputDir=-"),
        startsWith("--outputDir=-: on a cluster the lines would go to the logs"));
  }

  @Test
  public void aRelativePathIsRefusedWhereOtherProcessesWouldLookForIt() {
    for (List<String> args :
        List.of(
            List.of("--outputDir=out"),
            List.of("--deadLetters=letters"),
            List.of("--output=jdbc", POSTGRES, "--jdbcPasswordFile=password"),
            List.of("--source=x", "--bearerTokenFile=token.txt"),
            List.of("--source=x", "--bearerTokenFile=/t", "--proxyCredentialsFile=proxy"),
            List.of("--source=v1", "--v1Url=https://gateway.example/1.1/", "--oauthFile=oauth"))) {
      assertThat(
          refusal(args.toArray(new String[0])),
          startsWith(args.get(args.size() - 1) + ": a relative path means a different file"));
    }
    check("--outputDir=/shared/out", "--deadLetters=file:///shared/letters");
    check("--source=x", "--bearerTokenFile=/etc/token");
  }

  @Test
  public void aClusterTakesNoDatabaseThatEachProcessWouldHaveForItself() {
    assertThat(
        refusal("--output=jdbc", "--jdbcUrl=jdbc:h2:mem:b"),
        startsWith("--jdbcUrl=jdbc:h2:mem:b: each process of a cluster"));
    check("--output=jdbc", "--jdbcUrl=jdbc:h2:tcp://host/b");
    check("--output=jdbc", POSTGRES, "--jdbcPasswordFile=/run/secrets/password");
  }

  @Test
  public void anAddressOfThisMachinesFilesIsTheirPath() {
    for (String address : List.of("file:///a b/out", "file:/a b/out", "FILE:///a b/out")) {
      JobSettings settings =
          JobSettings.of(
              CommandLine.parse(
                  new String[] {"--outputDir=" + address, "--deadLetters=" + address}));
      assertThat(settings.sinkSettings().outputDir(), is("/a b/out"));
      assertThat(settings.deadLetters(), is("/a b/out"));
    }
  }

  @Test
  public void eachRecordingMustBeFoundByAll() {
    // A glob of this folder, where the build is run.
    assertThat(
        refusal("--source=file", "--input=pom.xml"), containsString("--input=pom.xml: a relative"));
  }
}
