package io.github.happiesthashtags.board;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * A client's server-sent events. Writing never blocks: a reader that is too slow would hold up all
 * others, so messages wait here, and when too many do, the stream ends. The browser then connects
 * again and gets the newest table.
 */
final class EventStream implements WriteListener, AsyncListener {
  private final String board;
  private final ServletOutputStream out;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean started;
  private boolean unflushed;

  EventStream(String board, AsyncContext async) throws IOException {
    this.board = board;
    this.out = async.getResponse().getOutputStream();
    async.setTimeout(0);
    async.addListener(this);
  }

  /** Begins to write; what was sent before waits for this. */
  void start() {
    out.setWriteListener(this);
  }

  String board() {
    return board;
  }

  /** Completes when the stream has ended, for whatever reason. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** Sends a message as soon as the client takes it. */
  synchronized void send(byte[] message) {
    if (end.isDone()) {
      return;
    }
    if (waiting.size() >= Limits.MAX_WAITING_EVENTS) {
      close();
      return;
    }
    waiting.add(message);
    if (started) {
      drain();
    }
  }

  private void drain() {
    try {
      while (!end.isDone() && out.isReady()) {
        byte[] next = waiting.poll();
        if (next != null) {
          out.write(next);
          unflushed = true;
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else {
          return;
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The client has gone, or the server stops.
      close();
    }
  }

  synchronized void close() {
    waiting.clear();
    // Elsewhere: completing the request takes locks of the server.
    CompletableFuture<Void> unused = end.completeAsync(() -> null);
  }

  @Override
  public synchronized void onWritePossible() {
    started = true;
    drain();
  }

  @Override
  public void onError(Throwable cause) {
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
