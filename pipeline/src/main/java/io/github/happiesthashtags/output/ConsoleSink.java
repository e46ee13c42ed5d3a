package io.github.happiesthashtags.output;

import io.github.happiesthashtags.rank.Leaderboard;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** The sink that shows every pane on the terminal of its process. */
final class ConsoleSink extends DoFn<Leaderboard, Void> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element Leaderboard leaderboard) throws IOException {
    Screen.process().show(leaderboard);
  }
}
