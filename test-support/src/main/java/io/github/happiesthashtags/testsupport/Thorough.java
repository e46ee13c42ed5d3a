package io.github.happiesthashtags.testsupport;

/**
 * Marks tests that repeat on another engine, or at greater length, what other tests show once. Only
 * {@code mvn verify -Pthorough} runs them, as {@code .ci/run} does, so that {@code mvn verify}
 * stays fast.
 */
public interface Thorough {}
