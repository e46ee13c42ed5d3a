package io.github.happiesthashtags.runners.conformance;

/** A job that was started, in a process of its own or on a cluster. */
public interface RunningJob extends AutoCloseable {

  /** Waits for the end. */
  JobProcess.Outcome outcome();

  /** Whether it has ended, well or not. */
  boolean hasEnded();

  /** Ends a job that reads a stream without an end, in the way that its operator would. */
  void stop() throws Exception;

  /** Ends it at once, if it has not ended. */
  @Override
  void close();
}
