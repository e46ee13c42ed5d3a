package io.github.happiesthashtags.twitter.simulator;

/** What tests in other packages may know of a simulator and its users need not. */
public final class SimulatorAccess {
  private SimulatorAccess() {}

  /** How many streams were opened so far, those that have ended included. */
  public static long connections(XApiSimulator simulator) {
    return simulator.connections();
  }
}
