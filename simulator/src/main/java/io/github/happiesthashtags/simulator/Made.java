package io.github.happiesthashtags.simulator;

/**
 * A status, or an event of another stream, as the simulator made it: the truth that tests compare
 * results with.
 *
 * @param sequence its number in its stream, from 0; partition {@code p} of {@code n} has the
 *     statuses with {@code sequence % n + 1 == p}
 * @param id the status's id; of an event, that of the post or account that it is about
 * @param eventTimeMillis when it was created, in milliseconds of the Unix epoch
 * @param message the whole message without a line end; do not change it. A client of a v2 stream
 *     gets the parts of a post that it asks for, and the filtered stream replaces the last member
 *     by the ids of the real rules
 */
@SuppressWarnings("ArrayRecordComponent") // Millions are passed on; comparing, if any, is by id.
public record Made(long sequence, long id, long eventTimeMillis, byte[] message) {}
