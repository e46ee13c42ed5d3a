package io.github.happiesthashtags.twitter.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits between a feed and its readers: whole blocks in the order in which they came, and the
 * one that is being filled. Not thread-safe: the session guards it.
 */
final class BlockBuffer {
  private final Deque<BlockBuilder> sealed = new ArrayDeque<>();
  private @Nullable BlockBuilder open;
  private long bytes;

  /** The block that messages are added to, or null. */
  @Nullable BlockBuilder open() {
    return open;
  }

  void open(BlockBuilder block) {
    open = block;
  }

  /** Tells that the open block has grown. */
  void grew(int by) {
    bytes += by;
  }

  /** Makes the open block, if there is one, ready to be taken. */
  void seal(FeedProgress progress) {
    BlockBuilder block = open;
    if (block != null) {
      block.seal(progress);
      sealed.add(block);
      open = null;
    }
  }

  /** Reopens the last whole block if it has only keep-alives. */
  void reopenKeepAlives(String source) {
    BlockBuilder last = sealed.peekLast();
    if (open == null && last != null && last.isKeepAlivesOnly() && last.source().equals(source)) {
      open = sealed.removeLast();
    }
  }

  /** The number of waiting whole blocks. */
  int blocks() {
    return sealed.size();
  }

  /** The next whole block, or null. */
  @Nullable BlockBuilder poll() {
    BlockBuilder next = sealed.poll();
    if (next != null) {
      bytes -= next.weight();
    }
    return next;
  }

  boolean hasSealed() {
    return !sealed.isEmpty();
  }

  boolean isEmpty() {
    return sealed.isEmpty() && open == null;
  }

  /** What all that waits takes, in bytes. */
  long bytes() {
    return bytes;
  }

  void clear() {
    sealed.clear();
    open = null;
    bytes = 0;
  }
}
