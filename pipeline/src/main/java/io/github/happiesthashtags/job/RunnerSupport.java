package io.github.happiesthashtags.job;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The part of the job that differs by runner. Each runner's module registers its own for {@link
 * java.util.ServiceLoader}, so that the job knows no runner.
 */
public interface RunnerSupport {

  /** Whether the options choose this runner. */
  boolean supports(PipelineOptions options);

  /**
   * Sets the runner's options that suit this job.
   *
   * @param given the names of the options that the user gave, which are left alone
   */
  void configure(PipelineOptions options, Set<String> given);

  /** What the user should know of the options before the job starts, one line each. */
  default List<String> warnings(PipelineOptions options) {
    return List.of();
  }

  /** Whether the job is only handed to the engine, which goes on when this process has ended. */
  default boolean handsOver(PipelineOptions options) {
    return false;
  }

  /**
   * Whether the job's steps run in other processes, for which a relative path means a different
   * file.
   */
  default boolean runsElsewhere(PipelineOptions options) {
    return false;
  }
}
