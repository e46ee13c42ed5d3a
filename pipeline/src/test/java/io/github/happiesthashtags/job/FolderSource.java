package io.github.happiesthashtags.job;

import io.github.happiesthashtags.Option;
import io.github.happiesthashtags.twitter.TwitterIO;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/** A source as a jar of somebody else brings it: all recordings in a folder. */
public final class FolderSource implements Source {
  /** The options of the source. */
  public interface FolderOptions extends PipelineOptions {
    @Option(label = "Folder", kind = Option.Kind.PATH)
    @Description("The folder. Required.")
    @Nullable String getFolder();

    void setFolder(@Nullable String folder);
  }

  @Override
  public String label() {
    return "folder";
  }

  @Override
  public String description() {
    return "recordings in a folder";
  }

  @Override
  public Option.Own options() {
    return new Option.Own(FolderOptions.class, List.of("folder"));
  }

  @Override
  public boolean isStreaming(PipelineOptions options) {
    return false;
  }

  @Override
  public PTransform<PBegin, PCollection<MessageBlock>> create(
      TwitterIO.ReadBlocks read, PipelineOptions options) {
    String folder = options.as(FolderOptions.class).getFolder();
    if (folder == null) {
      throw new IllegalArgumentException(
          "--folder is missing: with --source=folder give the folder of the recordings");
    }
    return read.fromRecordings(List.of(folder + "/*"));
  }
}
