package io.github.happiesthashtags.runners.conformance.deploy;

import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The result of a tool that may not be installed.
 *
 * @param output standard output
 * @param errors standard error
 */
record Command(int exitCode, String output, String errors) {

  /** Runs a tool in a folder; skips the test if the tool is not installed. */
  static Command run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    String tool = arguments.get(0);
    assumeTrue("skipped: " + tool + " is not installed", isInstalled(tool));
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      Process process =
          new ProcessBuilder(arguments)
              .directory(folder.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Command(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  @Override
  public String toString() {
    return output + errors;
  }
}
