package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;
import java.time.Instant;

/** What the API's other endpoints can do for a stream. */
interface StreamControl {
  /** Nothing. */
  StreamControl NONE =
      new StreamControl() {
        @Override
        public void prepare() {}

        @Override
        public void rulesAreGone() {}

        @Override
        public int endStale(Instant before) {
          return 0;
        }
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
   * Ends connections of this stream that the API still counts although they are dead.
   *
   * @param before younger ones are not ours
   * @return how many were ended
   */
  int endStale(Instant before) throws InterruptedException;
}
