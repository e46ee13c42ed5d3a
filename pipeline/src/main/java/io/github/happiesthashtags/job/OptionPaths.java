package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import io.github.happiesthashtags.output.Sink;
import io.github.happiesthashtags.output.SinkSettings;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.auth.OAuthCredentials;
import io.github.happiesthashtags.twitter.auth.ProxyCredentials;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * Checks the paths in options: whether their file system is available, which processes can find
 * them, and whether credentials can be read.
 */
final class OptionPaths {
  /** A scheme, as Beam's {@link FileSystems} recognises it. */
  private static final Pattern SCHEME =
      Pattern.compile("([a-zA-Z][-a-zA-Z0-9+.]*):/.*", Pattern.DOTALL);

  private static final String LOCAL = "file";

  /** The beginning of a local file's address, before the path. */
  private static final Pattern LOCAL_URI =
      Pattern.compile("^" + LOCAL + ":(?://)?(?=/(?!/))", Pattern.CASE_INSENSITIVE);

  /** The schemes of Beam's own file system modules; Beam cannot list the registered ones. */
  private static final List<String> KNOWN = List.of("azfs", "gs", "hdfs", "s3", "webhdfs");

  /** Beam's scheme for its own resources, which can be neither listed nor written. */
  private static final String RESOURCES = "classpath";

  private OptionPaths() {}

  @FunctionalInterface
  private interface CredentialsReader {
    Object read(Path file) throws CredentialsException;
  }

  /** The scheme of a path's file system; none for a path of this machine. */
  static Optional<String> remoteScheme(String path) {
    Matcher matcher = SCHEME.matcher(path);
    return matcher.matches() && !matcher.group(1).equalsIgnoreCase(LOCAL)
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  /**
   * The path in an address of this machine's file system, any other path as it is. Beam's local
   * file system takes the scheme of a file that is to be written for the name of a folder.
   */
  static String withoutLocalScheme(String path) {
    return LOCAL_URI.matcher(path).replaceFirst("");
  }

  /**
   * Checks that the file system of a path is on the class path.
   *
   * @param value the option's value, of which the path may be a part
   * @throws BadOptionException naming the available file systems, if the path's is missing
   */
  static void checkFileSystem(String option, String value, String path) {
    Optional<String> scheme = remoteScheme(path);
    if (scheme.isEmpty() || isRegistered(scheme.get())) {
      return;
    }
    StringBuilder supported = new StringBuilder(LOCAL);
    KNOWN.stream().filter(OptionPaths::isRegistered).forEach(s -> supported.append(", ").append(s));
    throw new BadOptionException(
        "--"
            + option
            + "="
            + value
            + ": there is no file system for "
            + scheme.get()
            + ":// on the class path, only for: "
            + supported
            + "; give a local or mounted path, or add Beam's module for it");
  }

  private static boolean isRegistered(String scheme) {
    if (scheme.equalsIgnoreCase(RESOURCES)) {
      return false;
    }
    try {
      FileSystems.matchNewResource(scheme + "://any/directory/", /* isDirectory= */ true);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Checks that the job can write to the output directory, as far as the existing files show.
   *
   * @throws BadOptionException if it is not a directory or cannot be written
   */
  static void checkForThisMachine(JobSettings settings, HappiestHashtagsOptions options) {
    // A job that writes no file does not need the default directory.
    boolean files = !settings.sinkSettings().toStandardOutput();
    if (files
        && (options.getOutputDir() != null
            || settings.sinks().stream().anyMatch(Sink::writesFiles))) {
      checkWritable("outputDir", options.getOutputDir(), settings.sinkSettings().outputDir());
    }
    if (settings.deadLetters() != null) {
      checkWritable("deadLetters", options.getDeadLetters(), settings.deadLetters());
    }
    settings.checkPlace(options, /* elsewhere= */ false);
  }

  private static void checkWritable(String option, @Nullable String value, String directory) {
    if (remoteScheme(directory).isPresent()) {
      return;
    }
    for (Path path = Path.of(directory).toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.exists(path)) {
        if (!Files.isDirectory(path) || !Files.isWritable(path)) {
          throw BadOptionException.of(
              option,
              value == null ? directory : value,
              path + " is not a directory that can be written; give another");
        }
        return;
      }
    }
  }

  /**
   * Checks that every path that other processes read or write means the same to all of them.
   *
   * @throws BadOptionException for the default directory and for relative paths
   */
  static void checkForCluster(JobSettings settings, HappiestHashtagsOptions options) {
    Optional<Sink> files = settings.sinks().stream().filter(Sink::writesFiles).findFirst();
    if (files.isPresent() && options.getOutputDir() == null) {
      throw new BadOptionException(
          "--outputDir is missing: on a cluster --output="
              + files.get().label()
              + " needs a directory that all its machines see; the default, output, would be a"
              + " different folder in each process");
    }
    if (settings.sinkSettings().toStandardOutput()) {
      throw BadOptionException.of(
          "outputDir",
          SinkSettings.STANDARD_OUTPUT,
          "on a cluster the lines would go to the logs of its processes; give a directory that all"
              + " its machines see");
    }
    checkAbsolute("outputDir", options.getOutputDir());
    checkAbsolute("deadLetters", options.getDeadLetters());
    checkAbsolute("bearerTokenFile", options.getBearerTokenFile());
    checkAbsolute("oauthFile", options.getOauthFile());
    checkAbsolute("proxyCredentialsFile", options.getProxyCredentialsFile());
    String input = options.getInput();
    if (input != null) {
      OptionValues.globs("input", input).forEach(glob -> checkAbsolute("input", glob));
    }
    settings.ownOptions().forEach(OptionPaths::checkAbsoluteIfPath);
    settings.checkPlace(options, /* elsewhere= */ true);
  }

  private static void checkAbsoluteIfPath(String name, Object value) {
    JobOption option = JobOption.named(name);
    if (option != null && option.kind() == JobOption.Kind.PATH) {
      checkAbsolute(name, value.toString());
    }
  }

  private static void checkAbsolute(String option, @Nullable String path) {
    if (path != null && !path.startsWith("/") && !SCHEME.matcher(path).matches()) {
      throw new BadOptionException(
          "--"
              + option
              + "="
              + path
              + ": a relative path means a different file in each process of a cluster; give an"
              + " absolute one that all its machines see");
    }
  }

  /**
   * Reads the files that the options name and forgets what is in them.
   *
   * @throws BadOptionException that names the option and the file, never the content
   */
  static void checkCredentials(HappiestHashtagsOptions options) {
    boolean shared = options.getAllowSharedTokenFile();
    checkReadable(
        "bearerTokenFile", options.getBearerTokenFile(), file -> BearerToken.read(file, shared));
    checkReadable("oauthFile", options.getOauthFile(), OAuthCredentials::read);
    checkReadable(
        "proxyCredentialsFile", options.getProxyCredentialsFile(), ProxyCredentials::read);
  }

  private static void checkReadable(
      String option, @Nullable String path, CredentialsReader reader) {
    if (path == null) {
      return;
    }
    try {
      reader.read(Path.of(path));
    } catch (CredentialsException | InvalidPathException e) {
      throw new BadOptionException("--" + option + "=" + path + ": " + e.getMessage());
    }
  }
}
