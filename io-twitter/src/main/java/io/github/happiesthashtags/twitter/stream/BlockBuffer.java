package io.github.happiesthashtags.twitter.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The queue between a feed and its readers: sealed blocks in order of arrival, and the open block
 * that is being filled. Not thread-safe: the session guards it.
 */
final class BlockBuffer {
  private final Deque<BlockBuilder> sealed = new ArrayDeque<>();
  private @Nullable BlockBuilder open;
  private long bytes;

  /** Returns the block that messages are added to, or null. */
  @Nullable BlockBuilder open() {
    return open;
  }

  void open(BlockBuilder block) {
    open = block;
  }

  /** Counts bytes that were added to the open block. */
  void grew(int by) {
    bytes += by;
  }

  /** Closes the open block, if there is one, so that a reader can take it. */
  void seal(FeedProgress progress) {
    BlockBuilder block = open;
    if (block != null) {
      block.seal(progress);
      sealed.add(block);
      open = null;
    }
  }

  /** Reopens the last sealed block if it holds nothing but keep-alives of this source. */
  void reopenKeepAlives(String source) {
    BlockBuilder last = sealed.peekLast();
    if (open == null && last != null && last.isKeepAlivesOnly() && last.source().equals(source)) {
      open = sealed.removeLast();
    }
  }

  /** Returns the number of sealed blocks. */
  int blocks() {
    return sealed.size();
  }

  /** Removes and returns the oldest sealed block, or returns null. */
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

  /** Returns the size of all blocks, in bytes. */
  long bytes() {
    return bytes;
  }

  void clear() {
    sealed.clear();
    open = null;
    bytes = 0;
  }
}
