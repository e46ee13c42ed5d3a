package io.github.happiesthashtags.twitter.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listening HTTP server on loopback, for as long as it is open. It turns bytes into requests and
 * answers into bytes; what the answer is, the {@link Api} says.
 */
interface StreamTransport extends Closeable {
  /** Written as a number: a name may mean IPv6 to the server and IPv4 to its client. */
  String ADDRESS = "127.0.0.1";

  /** The port that clients connect to. */
  int port();

  /** Cuts all the connections, ends all the threads and frees the port. */
  @Override
  void close();

  /** What a server does with a request. Called by many threads at once. */
  interface Api {
    Answer answer(Request request);
  }

  /**
   * What matters of a request.
   *
   * @param path without the query string
   */
  record Request(String method, String path, @Nullable String authorization) {}

  /** Either a whole document, or a stream. */
  sealed interface Answer permits Document, Stream {}

  /** A short answer in one piece. */
  record Document(int status, Map<String, String> headers, String json) implements Answer {}

  /** An answer of status 200 that goes on until the stream or its client has enough. */
  non-sealed interface Stream extends Answer, Closeable {
    /**
     * Writes and flushes until the stream ends.
     *
     * @throws IOException if the client is gone
     */
    void writeTo(OutputStream out) throws IOException;

    /** To be called once the client is gone, or was never reached. */
    @Override
    void close();
  }
}
