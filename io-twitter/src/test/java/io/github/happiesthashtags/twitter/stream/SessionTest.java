package io.github.happiesthashtags.twitter.stream;

import static io.github.happiesthashtags.twitter.stream.SessionFixture.THREAD;
import static io.github.happiesthashtags.twitter.stream.SessionFixture.take;
import static io.github.happiesthashtags.twitter.stream.SessionFixture.takeMessages;
import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.idOf;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.Messages;
import io.github.happiesthashtags.twitter.wire.MessageBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class SessionTest {
  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(60);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  @Test
  public void messagesAreTakenInTheOrderInWhichTheyCame() throws Exception {
    HandFeed feed = HandFeed.live().line("one").line("").line("two");
    Session session = sessions.start(feed);
    feed.settle();
    assertThat(takeMessages(session), contains("one", "", "two"));
    assertThat(session.take(), is(nullValue()));
    feed.line("three").settle();
    assertThat(takeMessages(session), contains("three"));
  }

  @Test
  public void aBlockKnowsTheStreamAndTheOffsetOfItsFirstMessage() {
    HandFeed feed = HandFeed.replay().enter("a.jsonl").line("1234").line("5");
    feed.enter("b.jsonl").line("6").line("7");
    Session session = sessions.start(feed, null, SessionFixture.blocksOf(5));
    feed.settle();
    Session.Taken first = take(session);
    assertThat(first.block().source(), is("a.jsonl"));
    assertThat(first.block().position(), is(0L));
    Session.Taken second = take(session);
    assertThat(second.block().source(), is("a.jsonl"));
    assertThat(second.block().position(), is(5L));
    assertThat(second.block().origin(7), is(new MessageBlock.Origin("b.jsonl", 0)));
    Session.Taken third = take(session);
    assertThat(third.block().source(), is("b.jsonl"));
    assertThat(third.block().position(), is(2L));
    assertThat(third.mark().source(), is("b.jsonl"));
    assertThat(third.mark().position(), is(4L));
  }

  @Test
  public void smallFilesShareABlock() {
    HandFeed feed = HandFeed.replay();
    int files = SessionSettings.Limits.MAX_FILES_A_BLOCK + 1;
    for (int i = 0; i < files; i++) {
      feed.enter("file" + i).line("a").line("b");
    }
    Session session = sessions.start(feed);
    feed.settle();

    Session.Taken first = take(session);
    Session.Taken second = take(session);

    String last = "file" + (files - 2);
    assertThat(first.mark().source(), is(last));
    assertThat(first.mark().position(), is(4L));
    assertThat(first.block().origin(2), is(new MessageBlock.Origin("file0", 2)));
    assertThat(first.block().origin(6), is(new MessageBlock.Origin("file1", 2)));
    assertThat(first.block().origin(4L * (files - 2)), is(new MessageBlock.Origin(last, 0)));
    assertThat(second.block().source(), is("file" + (files - 1)));
    assertThat(session.backlogBytes(), is(0L));
  }

  @Test
  public void longNamesOfFilesFillABlockToo() {
    HandFeed feed = HandFeed.replay().enter("a").line("1").enter("b".repeat(2_000)).line("2");
    feed.enter("c").line("3");
    Session session = sessions.start(feed, null, SessionFixture.blocksOf(1_000));
    feed.settle();

    assertThat(takeMessages(session), contains("1", "2"));
    assertThat(takeMessages(session), contains("3"));
  }

  @Test
  public void connectionsOfALiveStreamShareNoBlock() {
    HandFeed feed = HandFeed.live().enter("one").line("1").enter("two").line("2");
    Session session = sessions.start(feed);
    feed.settle();

    assertThat(takeMessages(session), contains("1"));
    assertThat(takeMessages(session), contains("2"));
  }

  @Test
  public void aMessageLargerThanABlockIsABlock() {
    String large = "x".repeat(100_000);
    HandFeed feed = HandFeed.live().line("small").line(large).line("small");
    Session session = sessions.start(feed, null, SessionFixture.blocksOf(1_000));
    feed.settle();
    assertThat(takeMessages(session), contains("small"));
    assertThat(takeMessages(session), contains(large));
    assertThat(takeMessages(session), contains("small"));
    assertThat(session.backlogBytes(), is(0L));
  }

  @Test
  public void aYoungBlockWaitsForMoreUntilTheFeedEnds() throws Exception {
    HandFeed feed = HandFeed.live().line("one");
    Session session = sessions.start(feed, null, SessionFixture.lingering(Duration.ofHours(1)));
    feed.settle();
    assertThat(session.take(), is(nullValue()));
    assertThat(session.backlogBytes(), is(4L));
    feed.line("two").end();
    assertThat(takeMessages(session), contains("one", "two"));
  }

  @Test
  public void aFullBufferHoldsTheFeedUntilSomethingIsTaken() {
    String line = "x".repeat(60);
    HandFeed feed = HandFeed.live().line(line).line(line).line(line);
    Session session = sessions.start(feed, null, SessionFixture.bufferOf(100));
    feed.awaitBlockedAfter(1);
    assertThat(session.backlogBytes(), is(61L));
    assertThat(takeMessages(session), contains(line));
    feed.awaitBlockedAfter(2);
    assertThat(takeMessages(session), contains(line));
    assertThat(takeMessages(session), contains(line));
    feed.settle();
    assertThat(session.backlogBytes(), is(0L));
  }

  @Test
  public void keepAlivesThatNobodyTakesAreOneBlock() throws Exception {
    String status = statusAt(T0);
    HandFeed feed = HandFeed.live().line(status);
    for (int i = 0; i < 10_000; i++) {
      feed.keepAlive();
    }
    Session session = sessions.start(feed);
    feed.settle();
    sessions.setClock(T0 + 60_000);
    feed.keepAlive().settle();
    assertThat(takeMessages(session), contains(status, "", ""));
    Session.Taken rest = take(session);
    assertThat(Messages.of(rest.block()), is(Collections.nCopies(9_999, "")));
    assertThat(rest.block().position(), is(rest.mark().position() - 9_999));
    assertThat(session.watermarkMillis(), is(greaterThan(T0)));
    assertThat(session.take(), is(nullValue()));
  }

  @Test
  public void theBlocksThatWaitAreCountedAndNotOnlyTheirBytes() {
    HandFeed feed = HandFeed.live();
    int messages = 2 * SessionSettings.Limits.MAX_BLOCKS;
    for (int i = 0; i < messages; i++) {
      feed.line("{}");
    }
    Session session = sessions.start(feed, null, SessionFixture.messageByMessage());
    feed.awaitBlockedAfter(SessionSettings.Limits.MAX_BLOCKS + 1);
    int taken = 0;
    while (taken < messages) {
      take(session);
      taken++;
    }
    feed.settle();
    assertThat(session.backlogBytes(), is(0L));
  }

  @Test
  public void aFullBufferMayDropItsOldestBlocksInsteadAndCountsThem() throws Exception {
    HandFeed feed = HandFeed.live();
    for (int i = 0; i < 5; i++) {
      feed.line(statusAt(T0 + i));
    }
    long length = statusAt(T0).length() + 1L;
    Session session =
        sessions.start(
            feed, null, SessionFixture.bufferOf(2 * length).withOverflow(Overflow.DROP_OLDEST));
    feed.settle();
    assertThat(session.backlogBytes(), is(2 * length));
    Map<String, Long> counts = new HashMap<>();
    session.stats().drainTo(counts::put);
    assertThat(counts.get("received_statuses"), is(5L));
    assertThat(counts.get("dropped_statuses"), is(3L));
    assertThat(counts.get("dropped_bytes"), is(3 * length));
    Session.Taken fourth = take(session);
    assertThat(fourth.timestampMillis(), is(T0 + 3));
    assertThat(fourth.mark().sequence(), is(1L));
    assertThat(take(session).mark().progress().statuses(), is(5L));
    assertThat(session.take(), is(nullValue()));
  }

  @Test
  public void aMessageLargerThanTheBufferPassesWhenTheBufferIsEmpty() {
    String large = "x".repeat(1_000);
    HandFeed feed = HandFeed.live().line(large).line(large);
    Session session = sessions.start(feed, null, SessionFixture.bufferOf(100));
    feed.awaitBlockedAfter(1);
    assertThat(takeMessages(session), contains(large));
    assertThat(takeMessages(session), contains(large));
  }

  @Test
  public void closingWhileTheFeedWaitsForRoomLeavesNoThread() {
    String line = "x".repeat(60);
    HandFeed feed = HandFeed.live().line(line).line(line);
    Session session = sessions.start(feed, null, SessionFixture.bufferOf(100));
    feed.awaitBlockedAfter(1);
    assertThat(Eventually.threadNames(), hasItem(THREAD));
    session.close();
    Eventually.noThreadNamed(THREAD);
    assertThat(feed.isClosed(), is(true));
  }

  @Test
  public void closingWhileTheFeedWaitsForDataLeavesNoThread() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.start(feed);
    assertThat(Eventually.threadNames(), hasItem(THREAD));
    session.close();
    session.close();
    Eventually.noThreadNamed(THREAD);
    assertThat(feed.isClosed(), is(true));
  }

  @Test
  public void aClosedSessionGivesNeitherDataNorAnEnd() throws Exception {
    HandFeed feed = HandFeed.live().line(statusAt(T0));
    Session session = sessions.start(feed);
    feed.settle();
    take(session);
    feed.line(statusAt(T0 + 60_000)).settle();
    session.close();
    Eventually.noThreadNamed(THREAD);
    assertThat(session.take(), is(nullValue()));
    assertThat(session.isDone(), is(false));
    assertThat(session.backlogBytes(), is(0L));
    // Dropped messages must not close a window.
    assertThat(session.watermarkMillis(), is(T0 - SessionFixture.DISORDER_MILLIS));
  }

  @Test
  public void aFailureIsThrownOnceWhatWasReadHasBeenTaken() {
    IOException failure = new IOException("the disk is gone");
    HandFeed feed = HandFeed.live().line("one").line("two").fail(failure);
    Session session = sessions.start(feed, null, SessionFixture.messageByMessage());
    Eventually.until("the feed is closed", feed::isClosed);
    assertThat(takeMessages(session), contains("one"));
    assertThat(takeMessages(session), contains("two"));
    IOException thrown = awaitFailure(session);
    assertThat(thrown, is(sameInstance(failure)));
    assertThat(session.isDone(), is(false));
  }

  @Test
  public void aDefectOfTheFeedFailsThePipelineToo() {
    RuntimeException defect = new IllegalStateException("a defect");
    Session session = sessions.start(HandFeed.live().fail(defect));
    IOException thrown = awaitFailure(session);
    assertThat(thrown.getCause(), is(sameInstance(defect)));
  }

  @Test
  public void anErrorInTheFeedIsNotASilentStandstill() {
    Error error = new OutOfMemoryError("pretended");
    Session session = sessions.start(HandFeed.live().fail(error));
    IOException thrown = awaitFailure(session);
    assertThat(thrown.getCause(), is(sameInstance(error)));
  }

  @Test
  public void anInterruptionThatNobodyAskedForIsAFailureAndNoEnd() {
    HandFeed feed = HandFeed.live().line(statusAt(T0)).interruptItself();
    Session session = sessions.start(feed);
    take(session);
    IOException thrown = awaitFailure(session);
    assertThat(thrown.getCause(), is(instanceOf(InterruptedException.class)));
    assertThat(session.isDone(), is(false));
  }

  @Test
  public void aFeedThatCannotBeClosedFailsThePipelineToo() {
    RuntimeException defect = new IllegalStateException("cannot close");
    Session session = sessions.start(HandFeed.live().failOnClose(defect).end());
    assertThat(awaitFailure(session).getCause(), is(sameInstance(defect)));
  }

  @Test
  public void theEndComesAfterAllWasTaken() throws Exception {
    HandFeed feed = HandFeed.live().line("one").end();
    Session session = sessions.start(feed);
    feed.settle();
    Eventually.until("the feed is closed", feed::isClosed);
    assertThat(session.isDone(), is(false));
    assertThat(takeMessages(session), contains("one"));
    Eventually.until("the end", session::isDone);
    assertThat(session.take(), is(nullValue()));
  }

  @Test
  public void aSessionThatNobodyReadsGivesUpItsFeedWhenTheBufferIsFull() throws Exception {
    String line = "x".repeat(60);
    HandFeed feed = HandFeed.live().line(statusAt(T0)).line(line).line(line);
    Session session = sessions.startImpatient(feed, null, Duration.ofMillis(50));
    Eventually.noThreadNamed(THREAD);
    assertThat(feed.isClosed(), is(true));
    assertThat(session.take(), is(nullValue()));
    assertThat(session.isDone(), is(false));
    assertThat(session.isAbandoned(), is(true));
    assertThat(session.watermarkMillis(), is(Long.MIN_VALUE));
  }

  @Test
  public void aSessionThatNobodyReadsGivesUpItsFeedAtTheNextMessage() {
    HandFeed feed = HandFeed.live();
    Session session = sessions.startImpatient(feed, null, SessionFixture.NO_PATIENCE);
    feed.keepAlive();
    Eventually.noThreadNamed(THREAD);
    assertThat(session.isAbandoned(), is(true));
    assertThat(session.backlogBytes(), is(0L));
  }

  @Test
  public void aMarkTellsWhatWasTakenAndTheNextSessionGoesOnFromIt() {
    String one = statusAt(T0);
    String two = statusAt(T0 + 1_000);
    HandFeed feed = HandFeed.replay().enter("a.jsonl").line(one).line(two).line("no status");
    Session session = sessions.start(feed, null, SessionFixture.messageByMessage());
    assertThat(session.mark().sequence(), is(0L));
    FeedMark first = take(session).mark();
    assertThat(first.sequence(), is(1L));
    assertThat(first.progress().statuses(), is(1L));
    assertThat(first.progress().lastId(), is(idOf(one)));
    assertThat(first.position(), is(one.length() + 1L));
    FeedMark second = take(session).mark();
    take(session);
    assertThat(session.mark().progress().statuses(), is(2L));
    assertThat(session.mark().position(), is(greaterThan(second.position())));
    // A mark that a reader has does not change.
    assertThat(first.sequence(), is(1L));
    assertThat(first.progress().statuses(), is(1L));

    HandFeed resumed = HandFeed.replay().enter("a.jsonl").line(statusAt(T0 + 2_000));
    Session next = sessions.start(resumed, second, SessionFixture.EAGER);
    FeedMark third = take(next).mark();
    assertThat(resumed.resume(), is(second));
    assertThat(third.progress().statuses(), is(3L));
    assertThat(third.session() == second.session(), is(false));
    assertThat(third.sequence(), is(1L));
  }

  private static IOException awaitFailure(Session session) {
    Eventually.until(
        "a failure",
        () -> {
          try {
            return session.take() != null;
          } catch (IOException e) {
            return true;
          }
        });
    return assertThrows(IOException.class, session::take);
  }
}
