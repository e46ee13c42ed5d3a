package io.github.happiesthashtags.output;

import com.google.auto.service.AutoService;
import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** The sink that shows every pane on the terminal of its process. */
@AutoService(Sink.class)
public final class ConsoleSink implements Sink {
  @Override
  public String label() {
    return "console";
  }

  @Override
  public String description() {
    return "tables on the terminal";
  }

  @Override
  public PTransform<PCollection<? extends Leaderboard>, PCollection<Void>> create(
      SinkSettings settings, PipelineOptions options) {
    return ParDo.of(new ShowFn());
  }

  private static final class ShowFn extends DoFn<Leaderboard, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Leaderboard leaderboard) throws IOException {
      Screen.process().show(leaderboard);
    }
  }
}
