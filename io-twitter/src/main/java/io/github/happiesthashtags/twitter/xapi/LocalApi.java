package io.github.happiesthashtags.twitter.xapi;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/**
 * A stand-in for the X API that runs inside the reading process, such as a simulator for demos.
 *
 * <p>An implementation travels in the serialised source, so it holds plain configuration only; use
 * a record.
 */
public interface LocalApi extends Serializable, HasDisplayData {

  /**
   * Starts the API, which must serve {@code /2/tweets/sample/stream}.
   *
   * @throws IOException if the API cannot be started; the feed does not try again
   */
  Running start() throws IOException;

  /** A started API. The feed closes it together with the stream. */
  interface Running extends AutoCloseable {

    /** Returns the base URL, which must be on loopback. */
    URI uri();

    /** Returns the token that requests must carry. */
    String bearerToken();

    @Override
    void close();
  }
}
