package io.github.happiesthashtags.job;

import io.github.happiesthashtags.HappiestHashtagsOptions;
import java.util.List;
import java.util.Set;

/**
 * Arguments of a manifest, read as the job reads them. In the job's package, whose settings are its
 * own.
 */
public final class ManifestOptions {
  private ManifestOptions() {}

  /** The names of all options of the job itself. */
  public static Set<String> ofTheJob() {
    return CommandLine.descriptions().keySet();
  }

  /**
   * Reads and checks the arguments as the job does before it starts.
   *
   * @throws BadOptionException for the first that cannot be used
   */
  public static void check(List<String> arguments) {
    HappiestHashtagsOptions options = CommandLine.parse(arguments.toArray(new String[0]));
    JobSettings.of(options);
  }
}
