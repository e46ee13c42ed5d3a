package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** .ci/vulnerabilities, with the test's responses instead of OSV's. */
public final class VulnerabilitiesTest {
  private static final String ANSWER =
      "{\"results\": [{}, {\"vulns\": [{\"id\": \"GHSA-1\"}, {\"id\": \"GHSA-2\"}]}]}";
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;
  private Path sbom;
  private Path allowed;

  @Before
  public void write() throws Exception {
    root = Repository.find().root();
    Command.run(root, List.of("jq", "--version"));
    // The SBOM has one package twice, and another order than the query.
    sbom =
        file(
            "sbom.json",
            "{\"components\": [{\"purl\": \"pkg:maven/b/two@2?type=jar\"},"
                + " {\"purl\": \"pkg:maven/a/one@1?type=jar\"}, {\"name\": \"no purl\"},"
                + " {\"purl\": \"pkg:maven/b/two@2?type=jar\"}]}");
    allowed = file("allowed", "# nothing");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), text + "\n");
  }

  private Command check(String answer) throws IOException, InterruptedException {
    return Command.run(
        root,
        List.of(
            ".ci/vulnerabilities",
            "--answer",
            file("answer.json", answer).toString(),
            "--allowed",
            allowed.toString(),
            sbom.toString()));
  }

  @Test
  public void whatIsFoundIsToldWithItsPackage() throws Exception {
    Command checked = check(ANSWER);

    assertThat(checked.toString(), checked.exitCode(), is(1));
    assertThat(checked.output(), is("GHSA-1 pkg:maven/b/two@2\nGHSA-2 pkg:maven/b/two@2\n"));
  }

  @Test
  public void nothingFoundIsWell() throws Exception {
    Command checked = check("{\"results\": [{}, {}]}");

    assertThat(checked.toString(), checked.exitCode(), is(0));
    assertThat(checked.errors(), containsString("none in 2 packages"));
  }

  @Test
  public void whatWasReviewedIsPassedOverUntilItsDay() throws Exception {
    file(
        "allowed",
        "# id\tpackage\tuntil\twhy\n"
            + ("GHSA-1\tb/two\t" + today.plusDays(1) + "\tnot called\n")
            + ("GHSA-2\tb/two\t" + today.minusDays(2) + "\tnot called\n")
            + ("GHSA-2\tb/three\t" + today.plusDays(1) + "\tanother package"));

    Command checked = check(ANSWER);

    assertThat(checked.toString(), checked.exitCode(), is(1));
    assertThat(checked.output(), is("GHSA-2 pkg:maven/b/two@2\n"));
  }

  @Test
  public void anAnswerToAnotherQuestionIsNoPass() throws Exception {
    for (String answer :
        List.of(
            "{\"results\": [{}]}",
            "{}",
            "no JSON",
            "{\"results\": [{\"next_page_token\": \"x\"}, {}]}")) {
      Command checked = check(answer);

      assertThat(answer + checked, checked.exitCode(), is(2));
      assertThat(checked.errors(), containsString("vulnerabilities: the answer is"));
    }
  }

  @Test
  public void everyEntryOfTheReviewedListHasItsReasonAndItsDay() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(root.resolve(".ci/vulnerabilities.allowed"))) {
      if (!line.startsWith("#")
          && !line.matches("[\\w-]+\t[\\w.-]+/[\\w.-]+\t\\d{4}-\\d\\d-\\d\\d\t.{10,}")) {
        wrong.add(line);
      }
    }
    assertThat(wrong, is(empty()));
  }
}
