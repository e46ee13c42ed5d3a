package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A manifest's arguments, read as the job reads them. It is in the job's package because the job's
 * settings are package-private.
 */
public final class ManifestOptions {
  private static final Pattern FILES = Pattern.compile("files?\\b|director|recordings|credentials");

  private ManifestOptions() {}

  /** Returns the names of all options of the job itself. */
  public static Set<String> ofTheJob() {
    return CommandLine.descriptions().keySet();
  }

  /** Returns the names of the job's options that may name files, by their descriptions. */
  public static Set<String> mentioningFiles() {
    return CommandLine.descriptions().entrySet().stream()
        .filter(option -> FILES.matcher(option.getValue()).find())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Reads and checks the arguments as the job does before it starts.
   *
   * @throws BadOptionException for the first invalid argument
   */
  public static void check(List<String> arguments) {
    HappiestHashtagsOptions options = CommandLine.parse(arguments.toArray(new String[0]));
    JobSettings.of(options);
  }
}
