package io.github.happiesthashtags.benchmarks.inputs;

import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Makes one recording: {@code --out=DIR --format=v1.1|v2 --tweets=N} and, if wanted, {@code
 * --layout=usual|optional|shuffled --seed=N --storm --hashtags=N --span=PT6H --files=N}.
 */
public final class MakeRecording {
  private MakeRecording() {}

  public static void main(String[] args) throws IOException {
    RecordingPlan plan = RecordingPlan.of(Form.V2, 1_000_000);
    Path out = Path.of("recording");
    for (String arg : args) {
      String[] option = arg.split("=", 2);
      String value = option.length == 2 ? option[1] : "";
      switch (option[0]) {
        case "--out" -> out = Path.of(value);
        case "--format" -> plan = plan.withForm(form(value));
        case "--layout" -> plan = plan.withLayout(layout(value));
        case "--tweets" -> plan = plan.withTweets(Long.parseLong(value));
        case "--seed" -> plan = plan.withSeed(Long.parseLong(value));
        case "--storm" -> plan = plan.withStorm(true);
        case "--hashtags" -> plan = plan.withHashtags(Integer.parseInt(value));
        case "--span" -> plan = plan.withSpan(Duration.parse(value));
        case "--files" -> plan = plan.withFiles(Integer.parseInt(value));
        default ->
            throw new IllegalArgumentException(
                arg
                    + ": it takes --out, --format, --layout, --tweets, --seed, --storm, --hashtags,"
                    + " --span and --files");
      }
    }
    RecordingFiles.make(out, plan);
  }

  private static Form form(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "v1.1" -> Form.V1;
      case "v2" -> Form.V2;
      default -> throw new IllegalArgumentException("--format=" + name + ": v1.1 or v2");
    };
  }

  private static Layout layout(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "usual" -> Layout.USUAL;
      case "optional" -> Layout.OPTIONAL;
      case "shuffled" -> Layout.SHUFFLED;
      default ->
          throw new IllegalArgumentException("--layout=" + name + ": usual, optional or shuffled");
    };
  }
}
