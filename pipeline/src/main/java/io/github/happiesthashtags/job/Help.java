package io.github.happiesthashtags.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.beam.sdk.util.ReleaseInfo;

/** What {@code --help} and {@code --version} print. */
final class Help {
  private static final int WIDTH = 80;
  private static final String INDENT = "      ";
  private static final String VERSION_FILE = "version.properties";

  private Help() {}

  /** Returns the options in groups, each with its default, in lines of at most 80 columns. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Ranks the hashtags whose tweets had the most smiles, per window of event time.");
    lines.add("");
    lines.add("Give an option as --name=value. A TIME is 90s, 10m, 1h30m, 2d or PT1H. A LIST");
    lines.add("has commas between its parts. Know --source, --input and --output first.");
    for (OptionGroup group : OptionGroup.all()) {
      lines.add("");
      lines.add(group.title());
      for (JobOption option : group.options()) {
        lines.add("  --" + option.name() + "=" + option.placeholder());
        lines.addAll(wrapped(option.plainDescription() + defaults(option)));
      }
    }
    lines.add("");
    lines.add("Other");
    lines.add("  --version");
    lines.addAll(wrapped("Prints the version and ends."));
    lines.add("  --runner=NAME");
    lines.addAll(wrapped("One of the options of Beam and its runner, which may be given too."));
    lines.add("");
    lines.add("With simulator as the first word, the program serves a simulated X API on this");
    lines.add("machine; simulator --help lists the options for that. With tail, it shows the");
    lines.add("leaderboards that another job has stored; tail --help lists its options.");
    return lines;
  }

  private static String defaults(JobOption option) {
    String ofSliding = JobSettings.Job.SLIDING.initial(option);
    String ofEventTime = JobSettings.Job.EVENT_TIME.initial(option);
    if (ofSliding == null || ofEventTime == null) {
      return "";
    }
    return ofSliding.equals(ofEventTime)
        ? " Default: " + ofSliding
        : " Default: " + ofSliding + "; with --job=event-time: " + ofEventTime;
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && INDENT.length() + line.length() + 1 + word.length() > WIDTH) {
        lines.add(INDENT + line);
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(INDENT + line);
    return lines;
  }

  /** Returns the name, the version and Beam's version. */
  static String versions() {
    return "happiest-hashtags " + version() + " (Apache Beam " + beamVersion() + ")";
  }

  static String beamVersion() {
    return ReleaseInfo.getReleaseInfo().getSdkVersion();
  }

  static String version() {
    Properties build = new Properties();
    // The build writes it beside this class.
    try (InputStream file = Help.class.getResourceAsStream(VERSION_FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            VERSION_FILE + " is missing beside " + Help.class + ": is the jar complete?");
      }
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(VERSION_FILE + " cannot be read", e);
    }
    return String.valueOf(build.getProperty("version"));
  }
}
