package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.runners.conformance.deploy.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** Every runner has an image with pinned bases that does not run as root. */
@RunWith(Parameterized.class)
public final class DockerfilesTest {
  private static final String RUNNERS = "runners/";

  /** The modules of runners, without the suite and modules within a runner's. */
  private static final Pattern RUNNER = Pattern.compile(RUNNERS + "(?!conformance$)[^/]+");

  private static final Pattern ENGINE_VERSION = Pattern.compile("([A-Z]+)_VERSION");
  private static final Pattern MAVEN = Pattern.compile("apache-maven-([0-9.]+)-bin");

  private static final String DIGEST = "(@sha256:[0-9a-f]{64})?";

  /** A positive user and group number: a cluster that forbids root rejects a user name. */
  private static final String NO_ROOT = "[1-9][0-9]*:[1-9][0-9]*";

  @Parameterized.Parameter public String runner;

  private Repository repository;
  private String text;
  private Dockerfile dockerfile;

  @Parameterized.Parameters(name = "{0}")
  public static List<String> runners() throws IOException {
    return Repository.find().modules().stream()
        .filter(module -> RUNNER.matcher(module).matches())
        .map(module -> module.substring(RUNNERS.length()))
        .toList();
  }

  @Before
  public void read() throws IOException {
    repository = Repository.find();
    Path file = repository.root().resolve(RUNNERS + runner + "/Dockerfile");
    text = Files.readString(file);
    dockerfile = Dockerfile.read(file);
  }

  private List<String> texts(List<Instruction> stage, String keyword) {
    return stage.stream()
        .filter(instruction -> instruction.keyword().equals(keyword))
        .map(Instruction::text)
        .toList();
  }

  @Test
  public void isBuiltInOneStageAndRunInAnother() {
    assertThat(dockerfile.stages().size(), is(greaterThan(1)));
    assertThat(texts(dockerfile.image(), "COPY"), everyItem(startsWith("--from=build ")));
    assertThat(
        texts(dockerfile.image(), "COPY"),
        hasItem(endsWith("/happiest-hashtags-" + runner + ".jar")));
    assertThat(texts(dockerfile.image(), "ADD"), is(empty()));
  }

  @Test
  public void basesArePinned() {
    assertThat(
        dockerfile.bases(),
        everyItem(matchesPattern("[a-z/-]+:[0-9]+\\.[0-9]+\\.[\\w.-]+" + DIGEST)));
  }

  @Test
  public void baseIsTheEngineThatTheJobIsBuiltWith() {
    String image = dockerfile.bases().get(dockerfile.bases().size() - 1);
    for (Map.Entry<String, String> argument : dockerfile.arguments().entrySet()) {
      Matcher engine = ENGINE_VERSION.matcher(argument.getKey());
      if (engine.matches()) {
        String version = repository.property(engine.group(1).toLowerCase(Locale.ROOT) + ".version");
        assertThat(argument.getValue(), is(version));
        assertThat(image, matchesPattern(".*:" + Pattern.quote(version) + "-.*java17.*"));
        return;
      }
    }
    assertThat("only Direct has no engine", runner, is("direct"));
  }

  @Test
  public void mavenIsTheWrappers() throws IOException {
    Matcher wrapper =
        MAVEN.matcher(
            Files.readString(repository.root().resolve(".mvn/wrapper/maven-wrapper.properties")));
    assertThat(wrapper.find(), is(true));

    assertThat(
        dockerfile.bases().get(0),
        matchesPattern(
            "maven:" + Pattern.quote(wrapper.group(1)) + "-eclipse-temurin-17" + DIGEST));
  }

  @Test
  public void versionIsTheProjects() {
    assertThat(Dockerfile.defaults(dockerfile.image()).get("VERSION"), is(repository.version()));
    assertThat(
        text.lines().findFirst().get(),
        endsWith(
            " -f runners/"
                + runner
                + "/Dockerfile -t happiest-hashtags-"
                + runner
                + ":"
                + repository.version()
                + " ."));
  }

  @Test
  public void runsAsNobodyInParticular() {
    List<String> users = texts(dockerfile.image(), "USER");

    assertThat(users.size(), is(1));
    assertThat(users, everyItem(matchesPattern(NO_ROOT)));
  }

  @Test
  public void holdsNoSecret() {
    for (List<Instruction> stage : dockerfile.stages()) {
      for (Instruction instruction : stage) {
        assertThat(
            instruction.toString(),
            instruction.text().toLowerCase(Locale.ROOT),
            not(matchesPattern(".*(token|secret|password|credential|\\.properties).*")));
      }
    }
  }

  @Test
  public void saysWhatItIs() {
    assertThat(
        List.of(String.join(" ", texts(dockerfile.image(), "LABEL")).split("\\s+(?=org\\.)", -1))
            .stream()
            .map(label -> label.substring(0, label.indexOf('=')))
            .toList(),
        containsInAnyOrder(
            "org.opencontainers.image.title",
            "org.opencontainers.image.description",
            "org.opencontainers.image.version",
            "org.opencontainers.image.licenses"));
  }

  @Test
  public void isBuiltFromTheModulesAndNothingElse() throws IOException {
    TreeSet<String> expected = new TreeSet<>(List.of("pom.xml", ".mvn"));
    repository.modules().forEach(module -> expected.add(module.split("/", 2)[0]));
    List<String> lines = Files.readAllLines(repository.root().resolve(".dockerignore"));

    assertThat(lines, hasItem("**"));
    assertThat(
        lines.stream().filter(line -> line.startsWith("!")).map(line -> line.substring(1)).toList(),
        containsInAnyOrder(expected.toArray(new String[0])));
  }
}
