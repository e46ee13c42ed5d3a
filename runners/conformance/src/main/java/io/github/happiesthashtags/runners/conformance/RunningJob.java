package io.github.happiesthashtags.runners.conformance;

/** A started job, in its own process or on a cluster. */
public interface RunningJob extends AutoCloseable {

  /** Waits for the job's end. */
  JobProcess.Outcome outcome();

  /** Returns whether the job has ended, successfully or not. */
  boolean hasEnded();

  /** Stops a job that reads an endless stream, as its operator would. */
  void stop() throws Exception;

  /** Ends the job at once, unless it has ended already. */
  @Override
  void close();
}
