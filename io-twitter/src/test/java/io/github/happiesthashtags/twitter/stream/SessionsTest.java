package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.stream.SessionFixture.take;
import static io.github.happiesthashtags.twitter.stream.SessionFixture.takeMessages;
import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.testing.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class SessionsTest {
  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final String split = UUID.randomUUID().toString();
  private final List<HandFeed> opened = new ArrayList<>();

  @After
  public void stop() {
    Sessions.stopAll();
    Eventually.until(
        "no thread of a session is left",
        () -> Eventually.threadNames().stream().noneMatch(name -> name.startsWith("twitter-")));
  }

  @Test
  public void aReaderThatComesBackWithItsMarkGetsTheSameSession() {
    Session session = acquire(null);
    HandFeed feed = opened.get(0);
    for (int i = 0; i < 20; i++) {
      feed.line("line " + i).settle();
      assertThat(takeMessages(session), contains("line " + i));
      session = acquire(session.mark());
    }
    assertThat(opened.size(), is(1));
  }

  @Test
  public void aReaderThatTookNothingComesBackWithAMarkOrWithout() {
    Session session = acquire(null);
    assertThat(acquire(null), is(sameInstance(session)));
    assertThat(acquire(session.mark()), is(sameInstance(session)));
    assertThat(opened.size(), is(1));
  }

  @Test
  public void aForeignMarkOpensANewFeedAtThatMark() {
    FeedMark foreign = FeedMark.of(4711, 3, "a.jsonl", 500, T0, progress(12, 34));
    Session session = acquire(foreign);
    Eventually.until("the feed runs", () -> opened.get(0).resume() != null);
    assertThat(opened.get(0).resume(), is(foreign));
    assertThat(session.watermarkMillis(), is(T0));
    assertThat(session.mark().progress().statuses(), is(34L));
    assertThat(session.mark().position(), is(500L));
  }

  @Test
  public void anOlderMarkOfItsOwnOpensANewFeedInPlaceOfTheOld() {
    Session first = acquire(null);
    opened.get(0).line(statusAt(T0)).settle();
    FeedMark mark = take(first).mark();
    opened.get(0).line(statusAt(T0 + 1)).settle();
    take(first);
    Session second = acquire(mark);
    assertThat(second, is(not(sameInstance(first))));
    Eventually.until("the old feed is closed", () -> opened.get(0).isClosed());
    Eventually.until("the new feed runs", () -> opened.get(1).resume() != null);
    assertThat(opened.get(1).resume(), is(mark));
    assertThat(acquire(second.mark()), is(sameInstance(second)));
  }

  @Test
  public void aPipelineThatBeginsAgainReadsFromTheStart() {
    Session first = acquire(null);
    opened.get(0).line("one").settle();
    take(first);
    Session second = acquire(null);
    assertThat(second, is(not(sameInstance(first))));
    assertThat(second.mark().progress().statuses(), is(0L));
  }

  @Test
  public void splitsHaveSessionsOfTheirOwn() {
    Session one = acquire(split + "/1", null);
    Session other = acquire(split + "/2", null);
    opened.get(0).line("one").settle();
    opened.get(1).line("other").settle();
    assertThat(takeMessages(other), contains("other"));
    assertThat(takeMessages(one), contains("one"));
  }

  @Test
  public void aFailureThatAReaderHasSeenIsNotServedAgain() throws Exception {
    Session failing = acquire(null);
    opened.get(0).line(statusAt(T0)).fail(new IOException("no route"));
    Eventually.until("the feed has failed", () -> opened.get(0).isClosed());
    FeedMark mark = take(failing).mark();
    // Until a reader has seen the failure, the session is the one to continue; otherwise no reader
    // would see it.
    assertThat(acquire(mark), is(sameInstance(failing)));
    Eventually.until("the failure is seen", () -> fails(failing));
    Session next = acquire(mark);
    assertThat(next, is(not(sameInstance(failing))));
    assertThat(next.take(), is(nullValue()));
    Eventually.until("the new feed runs", () -> opened.get(1).resume() != null);
    assertThat(opened.get(1).resume(), is(mark));
  }

  @Test
  public void afterStopAllNobodyConnectsAgain() throws Exception {
    Session session = acquire(null);
    opened.get(0).line(statusAt(T0)).settle();
    FeedMark mark = take(session).mark();
    opened.get(0).line(statusAt(T0 + 60_000)).settle();
    Sessions.stopAll();
    // Blocks that were received before the stop are still handed out.
    assertThat(take(session).mark().sequence(), is(2L));
    FeedMark foreign = FeedMark.of(4711, 3, "", 0, T0, progress(12, 34));
    for (FeedMark any : new FeedMark[] {mark, null, foreign}) {
      Session same = acquire(any);
      assertThat(same.take(), is(nullValue()));
      assertThat(same.isDone(), is(false));
      assertThat(same.watermarkMillis(), is(T0 + 50_000));
    }
    assertThat(opened.size(), is(1));
    assertThat(opened.get(0).isClosed(), is(true));
  }

  @Test
  public void aReleasedSessionIsForgotten() {
    Session session = acquire(null);
    Sessions.release(split, session);
    Eventually.until("the feed is closed", () -> opened.get(0).isClosed());
    assertThat(acquire(null), is(not(sameInstance(session))));
    // Too late: another session has taken its place.
    Sessions.release(split, session);
    assertThat(opened.get(1).isClosed(), is(false));
  }

  /** X allows one connection for most streams, so a new pipeline must not wait for the watcher. */
  @Test
  public void aNewSourceEndsTheSessionsOfOthersWhoseReadersHaveEnded() throws Exception {
    Session read = acquire("read/0", null);
    Session over = onAThreadThatEnds(() -> acquire("over/0", null));
    Session sibling = onAThreadThatEnds(() -> acquire("new/0", null));

    acquire("new/1", null);

    assertThat(acquire("new/0", sibling.mark()), is(sameInstance(sibling)));
    assertThat(acquire("read/0", read.mark()), is(sameInstance(read)));
    assertThat(opened.get(1).isClosed(), is(true));
    // If a reader comes back all the same, it connects again.
    assertThat(over.isAbandoned(), is(true));
  }

  private static Session onAThreadThatEnds(Supplier<Session> acquire) throws Exception {
    AtomicReference<Session> session = new AtomicReference<>();
    Thread thread = new Thread(() -> session.set(acquire.get()));
    thread.start();
    thread.join();
    return session.get();
  }

  @Test
  public void threadsAreNamedByTheirSplit() {
    acquire(null);
    assertThat(
        Eventually.threadNames().stream().filter(name -> name.startsWith("twitter-")).toList(),
        contains(startsWith("twitter-" + split)));
  }

  private static boolean fails(Session session) {
    try {
      session.take();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static FeedProgress progress(long lastId, long statuses) {
    return new FeedProgress(lastId, statuses, T0, T0, 0, 0);
  }

  private Session acquire(FeedMark mark) {
    return acquire(split, mark);
  }

  private Session acquire(String name, FeedMark mark) {
    return Sessions.acquire(name, mark, this::open, SessionSettings.of(10_000, Overflow.BLOCK));
  }

  private Feed open() {
    HandFeed feed = HandFeed.live();
    opened.add(feed);
    return feed;
  }
}
