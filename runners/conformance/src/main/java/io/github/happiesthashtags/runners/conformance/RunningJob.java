package io.github.happiesthashtags.runners.conformance;

/** A job that was started, in a process of its own or on a cluster. */
public interface RunningJob extends AutoCloseable {

  /** Waits for the end. */
  JobProcess.Outcome outcome();

  /** Ends it at once, if it has not ended. */
  @Override
  void close();
}
