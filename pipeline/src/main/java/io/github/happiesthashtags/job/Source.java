package io.github.happiesthashtags.job;

import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * A place where tweets come from, in a jar of your own on the job's class path. {@link
 * java.util.ServiceLoader} finds it: register it with {@code @AutoService(Source.class)}.
 */
public interface Source {

  /** Returns the name as a value of {@code --source}, in lower case. */
  String label();

  /** Returns what the source reads, for the list of options, such as {@code a socket}. */
  String description();

  /** Returns the options that only this source has; none by default. */
  default Option.Own options() {
    return Option.Own.NONE;
  }

  /** Returns whether the source is a stream, with a watermark and early panes; true by default. */
  default boolean isStreaming(PipelineOptions options) {
    return true;
  }

  /**
   * Returns the source as a transform. Reads and checks the options, but starts nothing: the job
   * calls this method also to check its options.
   *
   * @param read a read with the options that all sources share, to which a {@code from} method adds
   *     the source, such as {@link TwitterIO.ReadBlocks#from} for a feed of your own
   * @throws IllegalArgumentException if an option cannot be used. The message is one line that
   *     names the option, what it got and what it takes, without a secret
   */
  PTransform<PBegin, PCollection<MessageBlock>> create(
      TwitterIO.ReadBlocks read, PipelineOptions options);
}
