package io.github.happiesthashtags.simulator;

/**
 * A request as the simulator got it.
 *
 * @param method such as {@code GET}
 * @param path without the query
 * @param query as it came, without the question mark; empty if there was none
 * @param status what was answered; 0 for a request that gets no answer
 * @param authorized whether it carried the right credentials, which are not kept
 * @param acceptEncoding what the client said it can unpack; empty if nothing
 */
public record ReceivedRequest(
    String method,
    String path,
    String query,
    int status,
    boolean authorized,
    String acceptEncoding) {}
