package io.github.happiesthashtags.runners.conformance.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Linters find nothing in scripts and manifests. */
public final class LintTest {
  /** Folders of generated files or files from outside the repository. */
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "shared");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;

  @Before
  public void find() throws IOException {
    root = Repository.find().root();
  }

  private List<String> files(Predicate<String> name) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return NOT_OURS.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (name.test(file.getFileName().toString())) {
              found.add(root.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private Command run(List<String> command, List<String> files)
      throws IOException, InterruptedException {
    return Command.run(root, Stream.concat(command.stream(), files.stream()).toList());
  }

  private Command shellcheck(List<String> files) throws IOException, InterruptedException {
    return run(List.of("shellcheck", "--external-sources"), files);
  }

  private Command yamllint(List<String> files) throws IOException, InterruptedException {
    return run(List.of("yamllint", "--strict"), files);
  }

  @Test
  public void shellcheckFindsNothing() throws Exception {
    List<String> scripts =
        files(name -> name.endsWith(".sh") || name.equals("run") || name.equals("vulnerabilities"));
    assertThat(scripts, hasSize(greaterThan(2)));

    Command checked = shellcheck(scripts);

    assertThat(checked.toString(), checked.exitCode(), is(0));
  }

  @Test
  public void shellcheckFindsWhatIsWrong() throws Exception {
    Path script = folder.newFile("wrong.sh").toPath();
    Files.writeString(script, "#!/bin/sh\nrm $1\n");

    Command checked = shellcheck(List.of(script.toString()));

    assertThat(checked.toString(), checked.exitCode(), is(not(0)));
    assertThat(checked.toString(), containsString("SC2086"));
  }

  @Test
  public void yamllintFindsNothing() throws Exception {
    List<String> documents =
        files(name -> name.endsWith(".yaml") || name.endsWith(".yml") || name.equals(".yamllint"));
    assertThat(documents, hasSize(greaterThan(2)));

    Command checked = yamllint(documents);

    assertThat(checked.toString(), checked.exitCode(), is(0));
  }

  @Test
  public void yamllintFindsWhatIsWrong() throws Exception {
    Path document = folder.newFile("wrong.yaml").toPath();
    Files.writeString(document, "mode: 0440\nmode: yes\n");

    Command checked = yamllint(List.of(document.toString()));

    assertThat(checked.toString(), checked.exitCode(), is(not(0)));
    assertThat(checked.toString(), containsString("octal"));
    assertThat(checked.toString(), containsString("duplication"));
  }
}
