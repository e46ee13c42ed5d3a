package io.github.happiesthashtags.simulator;

/**
 * A status as the simulator made it, which is the truth that tests compare results with.
 *
 * @param sequence its number in its stream, from 0; partition {@code p} of {@code n} has those for
 *     which {@code sequence % n + 1 == p}
 * @param id the status's id
 * @param eventTimeMillis when it was created, in milliseconds of the Unix epoch
 * @param message the whole message without a line end; not to be changed. The filtered stream puts
 *     the ids of the real rules in the place of its last member
 */
@SuppressWarnings("ArrayRecordComponent") // Passed by the million, and compared by id if at all.
public record Made(long sequence, long id, long eventTimeMillis, byte[] message) {}
