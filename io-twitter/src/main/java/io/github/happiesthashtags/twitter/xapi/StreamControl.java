package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API's other endpoints can do for a stream. */
interface StreamControl extends AutoCloseable {
  /** Nothing. */
  StreamControl NONE =
      new StreamControl() {
        @Override
        public void prepare() {}

        @Override
        public void rulesAreGone() {}

        @Override
        public int endStale(@Nullable Instant made, Instant before) {
          return 0;
        }

        @Override
        public void close() {}
      };

  /**
   * Makes ready what the stream needs, such as rules; called before every connection.
   *
   * @throws RulesException if that can't succeed
   */
  void prepare() throws IOException, InterruptedException;

  /** The API says that there are no rules: they have to be made ready again. */
  void rulesAreGone();

  /**
   * Ends a connection of this stream that the API still counts although it is dead.
   *
   * @param made when the connection was made that was lost; null if an earlier process lost it
   * @param before younger ones are not ours
   * @return how many were ended
   */
  int endStale(@Nullable Instant made, Instant before) throws InterruptedException;

  /** Ends calls under way. */
  @Override
  void close();
}
