package io.github.happiesthashtags.simulator;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Which faults are still to come, and after how many messages. Safe for use by several threads. */
final class FaultScript {
  /**
   * A fault and when it is its turn.
   *
   * @param after how many messages in all are sent before it
   */
  record Step(long after, Fault fault) {}

  private record Numbered(Step step, long number) {}

  private final PriorityQueue<Numbered> steps =
      new PriorityQueue<>(
          Comparator.<Numbered>comparingLong(numbered -> numbered.step.after)
              .thenComparingLong(numbered -> numbered.number));
  private final Deque<Fault> forConnections = new ArrayDeque<>();
  private final Deque<Fault> forConnects = new ArrayDeque<>();
  private long numbers;
  private long sent;

  FaultScript(List<Step> steps) {
    steps.forEach(this::add);
  }

  synchronized void add(Step step) {
    steps.add(new Numbered(step, numbers++));
    move();
  }

  /** Lets a fault happen as soon as it can. */
  synchronized void inject(Fault fault) {
    if (!fault.isForConnects()) {
      forConnections.add(fault);
      return;
    }
    int times = fault.kind() == Fault.Kind.REFUSE ? fault.refusal().times() : 1;
    for (int i = 0; i < times; i++) {
      forConnects.add(fault);
    }
  }

  /** From now on connects are refused, by a fault that has cut a connection first. */
  synchronized void refuse(Fault fault) {
    for (int i = 0; i < fault.refusal().times(); i++) {
      forConnects.add(fault);
    }
  }

  /** How many messages may be sent before it is the next fault's turn; at least 1. */
  synchronized int allowance() {
    Numbered next = steps.peek();
    return next == null
        ? Integer.MAX_VALUE
        : (int) Math.max(1, Math.min(Integer.MAX_VALUE, next.step.after - sent));
  }

  synchronized void sent(int messages) {
    sent += messages;
    move();
  }

  synchronized long sent() {
    return sent;
  }

  /** The fault that a connection has to have now; null if none. */
  synchronized @Nullable Fault nextForConnection() {
    return forConnections.poll();
  }

  /** The fault that a connect has to have now; null if none. */
  synchronized @Nullable Fault nextForConnect() {
    return forConnects.poll();
  }

  private void move() {
    while (!steps.isEmpty() && steps.peek().step.after <= sent) {
      inject(steps.remove().step.fault);
    }
  }
}
