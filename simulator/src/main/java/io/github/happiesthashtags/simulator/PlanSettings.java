package io.github.happiesthashtags.simulator;

/**
 * The permissions and limits of the simulated account's plan.
 *
 * @param connectionsPerStream the most simultaneous clients of an endpoint and partition
 * @param connectsPerQuarterHour the most requests to an endpoint; 0 for no limit
 */
record PlanSettings(
    boolean backfillAllowed,
    boolean recoveryAllowed,
    int connectionsPerStream,
    int connectsPerQuarterHour) {}
