package io.github.happiesthashtags.simulator;

/**
 * A request as the simulator received it.
 *
 * @param method such as {@code GET}
 * @param path without the query
 * @param query as received, without the question mark; empty if there was none
 * @param status the response's; 0 if the request gets no response
 * @param authorized whether the request carried the right credentials, which are not kept
 * @param acceptEncoding the header's value; empty if there was none
 */
public record ReceivedRequest(
    String method,
    String path,
    String query,
    int status,
    boolean authorized,
    String acceptEncoding) {}
