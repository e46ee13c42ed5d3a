package io.github.happiesthashtags.simulator;

/**
 * What the simulated account may do.
 *
 * @param connectionsPerStream how many clients of an endpoint and partition at once
 * @param connectsPerQuarterHour how many requests for an endpoint; 0 for any number
 */
record PlanSettings(
    boolean backfillAllowed,
    boolean recoveryAllowed,
    int connectionsPerStream,
    int connectsPerQuarterHour) {}
