package io.github.happiesthashtags.twitter.stream;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this process, by split. Static because a runner gives a reader only its
 * serialised source and mark, so a reader has no other way to find the session of the reader before
 * it.
 */
public final class Sessions {
  private static final Map<String, Session> BY_SPLIT = new ConcurrentHashMap<>();

  /** The ids of the sources of each pipeline that was built in this process. */
  private static final Map<Pipeline, Set<String>> SOURCES =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * The interval between searches for sessions without a reader; a connection outlives its pipeline
   * by little more.
   */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static @Nullable Thread watcher;

  private Sessions() {}

  /**
   * Returns the session that continues after the mark: the running one if the mark is its own, else
   * a new one in its place. A new one first ends the sessions of other sources whose readers have
   * ended: X allows one connection for most streams, and may refuse this one otherwise.
   *
   * @param split the split's name, unique among all sources of all pipelines in this process
   */
  public static Session acquire(
      String split, @Nullable FeedMark mark, Supplier<Feed> feed, SessionSettings settings) {
    if (!BY_SPLIT.containsKey(split)) {
      BY_SPLIT.forEach(
          (other, session) -> {
            if (!FeedSource.idOf(other).equals(FeedSource.idOf(split)) && !session.hasReader()) {
              release(other, session);
            }
          });
    }
    Session session =
        BY_SPLIT.compute(
            split,
            (key, running) -> {
              if (running != null && running.continues(mark)) {
                return running;
              }
              if (running != null) {
                running.close();
              }
              return new Session(key, feed.get(), mark, settings);
            });
    watch();
    return session;
  }

  private static synchronized void watch() {
    if (watcher == null) {
      Thread thread = new Thread(Sessions::endUnwanted, "twitter sessions");
      thread.setDaemon(true);
      thread.start();
      watcher = thread;
    }
  }

  /**
   * Ends sessions without a reader; returns when no session is left, so that a runner can unload
   * the classes.
   */
  private static void endUnwanted() {
    try {
      do {
        Thread.sleep(LOOK_EVERY.toMillis()); // Runners do not tell that a pipeline is over.
        BY_SPLIT.forEach(
            (split, session) -> {
              if (!session.isAttended()) {
                release(split, session);
              }
            });
      } while (!isIdle());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static synchronized boolean isIdle() {
    if (!BY_SPLIT.isEmpty()) {
      return false;
    }
    watcher = null;
    return true;
  }

  /** Removes and closes a session. */
  public static void release(String split, Session session) {
    if (BY_SPLIT.remove(split, session)) {
      session.close();
    }
  }

  /**
   * Stops reading in this process: closes every feed. Readers get the buffered blocks and then wait
   * without an end, so that no window closes early.
   */
  public static void stopAll() {
    // Stopped sessions stay registered; otherwise the next reader would connect again.
    BY_SPLIT.values().forEach(Session::stop);
  }

  /** Remembers that a source is one of this pipeline, for {@link #stopAll(Pipeline)}. */
  public static void belongs(FeedSource source, Pipeline pipeline) {
    SOURCES.computeIfAbsent(pipeline, key -> ConcurrentHashMap.newKeySet()).add(source.id());
  }

  /** Does the same as {@link #stopAll()} for one pipeline of this process. */
  public static void stopAll(Pipeline pipeline) {
    Set<String> own = SOURCES.getOrDefault(pipeline, Set.of());
    BY_SPLIT.forEach(
        (split, session) -> {
          if (own.contains(FeedSource.idOf(split))) {
            session.stop();
          }
        });
  }
}
