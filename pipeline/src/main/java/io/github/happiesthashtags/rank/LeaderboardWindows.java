package io.github.happiesthashtags.rank;

import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;

/** Puts each leaderboard into the window that it ranks. */
final class LeaderboardWindows extends NonMergingWindowFn<Leaderboard, IntervalWindow> {
  private static final long serialVersionUID = 1L;

  @Override
  public Collection<IntervalWindow> assignWindows(AssignContext context) {
    Leaderboard leaderboard = context.element();
    return List.of(new IntervalWindow(leaderboard.getWindowStart(), leaderboard.getWindowEnd()));
  }

  @Override
  @SuppressWarnings("deprecation") // Deprecated, and yet abstract.
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof LeaderboardWindows;
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    return new WindowMappingFn<>() {
      private static final long serialVersionUID = 1L;

      @Override
      public IntervalWindow getSideInputWindow(BoundedWindow mainWindow) {
        throw new UnsupportedOperationException(
            "leaderboards cannot be a side input in their own windows; re-window them first");
      }
    };
  }
}
