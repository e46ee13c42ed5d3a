package io.github.happiesthashtags.simulator;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The pending faults, and after how many messages each happens. Thread-safe. */
final class FaultScript {
  /**
   * A fault and its time.
   *
   * @param after how many messages are sent in all before the fault
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

  /** Lets a fault happen as soon as possible. */
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

  /** Refuses connects from now on, for a fault that has already cut its connection. */
  synchronized void refuse(Fault fault) {
    for (int i = 0; i < fault.refusal().times(); i++) {
      forConnects.add(fault);
    }
  }

  /** Returns how many messages may be sent before the next fault; at least 1. */
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

  /** Removes and returns the fault that is due on a connection, or null. */
  synchronized @Nullable Fault nextForConnection() {
    return forConnections.poll();
  }

  /** Removes and returns the fault that is due on a connect, or null. */
  synchronized @Nullable Fault nextForConnect() {
    return forConnects.poll();
  }

  private void move() {
    while (!steps.isEmpty() && steps.peek().step.after <= sent) {
      inject(steps.remove().step.fault);
    }
  }
}
