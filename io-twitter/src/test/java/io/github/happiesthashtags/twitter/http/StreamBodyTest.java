package io.github.happiesthashtags.twitter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.testing.Eventually;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class StreamBodyTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);

  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final Subscription subscription = new Subscription();

  private static final class Subscription implements Flow.Subscription {
    private final AtomicLong requested = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Override
    public void request(long count) {
      requested.addAndGet(count);
    }

    @Override
    public void cancel() {
      cancelled.set(true);
    }
  }

  @Test
  public void aBodyThatDripsEndsWithItsTime() throws Exception {
    StreamBody body = subscribed(PATIENT);
    body.endWithin(Duration.ZERO);
    body.onNext(List.of(bytes("a")));
    assertThat(body.read(), is((int) 'a'));
    assertThrows(SocketTimeoutException.class, body::read);
  }

  @Test
  public void bytesComeInOrderHoweverTheyWereCut() throws Exception {
    StreamBody body = subscribed(PATIENT);
    body.onNext(List.of(bytes("ab"), bytes(""), bytes("c")));
    body.onNext(List.of(bytes("")));
    body.onNext(List.of(bytes("defg")));
    body.onComplete();
    byte[] buffer = new byte[3];
    StringBuilder all = new StringBuilder();
    for (int read = body.read(buffer, 0, 3); read >= 0; read = body.read(buffer, 0, 3)) {
      all.append(new String(buffer, 0, read, UTF_8));
    }
    assertThat(all.toString(), is("abcdefg"));
  }

  @Test
  public void singleBytesAreUnsigned() throws Exception {
    StreamBody body = subscribed(PATIENT);
    body.onNext(List.of(ByteBuffer.wrap(new byte[] {(byte) 0xff, 0})));
    body.onComplete();
    assertThat(body.read(), is(255));
    assertThat(body.read(), is(0));
    assertThat(body.read(), is(-1));
    assertThat(body.read(), is(-1));
    assertThat(body.read(new byte[0], 0, 0), is(0));
  }

  @Test
  public void noMoreIsAskedForThanWasRead() throws Exception {
    StreamBody body = subscribed(PATIENT);
    assertThat(subscription.requested.get(), is(1L));
    body.onNext(List.of(bytes("ab")));
    assertThat(subscription.requested.get(), is(1L));
    assertThat(body.read(), is((int) 'a'));
    assertThat(subscription.requested.get(), is(2L));
    assertThat(body.read(), is((int) 'b'));
    assertThat(subscription.requested.get(), is(2L));
  }

  @Test
  public void aConnectionThatWasCutIsSaidToBeInWordsOfTheOperators() {
    StreamBody body = subscribed(PATIENT);
    body.onError(
        new IOException(
            "chunked transfer encoding, state: READING_LENGTH",
            new EOFException("EOF reached while reading")));
    IOException thrown = assertThrows(IOException.class, body::read);
    assertThat(thrown.getMessage(), is("the connection was cut"));
  }

  @Test
  public void aResetIsSaidToBeOneWithoutTheStateOfTheClient() {
    StreamBody body = subscribed(PATIENT);
    body.onError(
        new IOException(
            "chunked transfer encoding, state: READING_LENGTH",
            new SocketException("Connection reset")));
    IOException thrown = assertThrows(IOException.class, body::read);
    assertThat(thrown.getMessage(), is("the connection broke: Connection reset"));
  }

  @Test
  public void aBrokenConnectionIsAnExceptionAfterWhatCameThrough() throws Exception {
    StreamBody body = subscribed(PATIENT);
    IOException cause = new IOException("reset by peer");
    body.onNext(List.of(bytes("a")));
    body.onError(cause);
    assertThat(body.read(), is((int) 'a'));
    for (int i = 0; i < 2; i++) {
      IOException thrown = assertThrows(IOException.class, body::read);
      assertThat(thrown.getMessage(), containsString("reset by peer"));
      assertThat(thrown.getCause(), is(sameInstance(cause)));
    }
  }

  @Test
  public void silenceIsATimeout() {
    StreamBody body = subscribed(Duration.ofMillis(1));
    SocketTimeoutException thrown = assertThrows(SocketTimeoutException.class, body::read);
    assertThat(thrown.getMessage(), startsWith("no byte for"));
  }

  @Test
  public void closingCancelsTheTransferAndEndsAReadThatWaits() throws Exception {
    StreamBody body = subscribed(PATIENT);
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                result.complete(body.read());
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    reader.start();
    Eventually.until("the read waits", () -> reader.getState() == Thread.State.TIMED_WAITING);
    body.close();
    assertThat(result.get(), is(-1));
    assertThat(subscription.cancelled.get(), is(true));
  }

  @Test
  public void anInterruptedReadSaysSo() throws Exception {
    StreamBody body = subscribed(PATIENT);
    Thread.currentThread().interrupt();
    IOException thrown = assertThrows(IOException.class, body::read);
    assertThat(thrown, is(instanceOf(InterruptedIOException.class)));
    assertThat(Thread.interrupted(), is(true));
  }

  @Test
  public void whatIsSubscribedAfterTheCloseIsCancelled() throws Exception {
    StreamBody body = new StreamBody(PATIENT);
    body.close();
    body.onSubscribe(subscription);
    assertThat(subscription.cancelled.get(), is(true));
    assertThat(subscription.requested.get(), is(0L));
    assertThat(body.read(), is(-1));
  }

  private StreamBody subscribed(Duration silence) {
    StreamBody body = new StreamBody(silence);
    body.onSubscribe(subscription);
    return body;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
