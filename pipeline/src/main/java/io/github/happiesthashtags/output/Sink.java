package io.github.happiesthashtags.output;

import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.rank.Leaderboard;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * A place where leaderboards go. {@link java.util.ServiceLoader} finds the sinks, so that the job
 * knows them only by name: register one with {@code @AutoService(Sink.class)}, or in a jar of your
 * own.
 *
 * <p>A pane is one element, and a runner may send it again: writing a pane must replace what the
 * same window, timing and pane number wrote before. A sink gets early panes too, so it must check
 * {@link SinkSettings#writeEarly} itself, unless it shows every pane as the console does.
 */
public interface Sink {

  /** Returns the name as a value of {@code --output}, in lower case. */
  String label();

  /** Returns what the sink writes, for the list of options, such as {@code CSV files}. */
  String description();

  /** Returns the options that only this sink has; none by default. */
  default Option.Own options() {
    return Option.Own.NONE;
  }

  /** Returns whether the sink writes below {@link SinkSettings#outputDir}. */
  default boolean writesFiles() {
    return false;
  }

  /** Returns whether the sink deletes windows that are older than {@link SinkSettings#keep}. */
  default boolean deletesOldWindows() {
    return false;
  }

  /**
   * Returns the sink as a transform. Reads and checks the options, but starts and writes nothing:
   * the job calls this method also to check its options.
   *
   * @throws IllegalArgumentException if an option cannot be used. The message is one line that
   *     names the option, what it got and what it takes, without a secret
   */
  PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings, PipelineOptions options);

  /**
   * Checks the options against the place where the job's steps run, after {@link #create} has
   * accepted them. The job itself checks that paths are absolute if they run elsewhere.
   *
   * @param elsewhere whether the steps run in other processes, on machines that may not have the
   *     files of this one
   * @throws IllegalArgumentException as {@link #create} does
   */
  default void checkPlace(PipelineOptions options, boolean elsewhere) {}
}
