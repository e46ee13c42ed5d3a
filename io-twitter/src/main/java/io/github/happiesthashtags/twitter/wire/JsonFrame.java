package io.github.happiesthashtags.twitter.wire;

import java.util.BitSet;

/**
 * Finds the end of a JSON object, byte by byte, with any white space in it. Checks only as much of
 * the grammar as shows that an object was truncated and another one follows.
 */
public final class JsonFrame {
  /** What a byte did to the object. */
  public enum State {
    /** The object goes on. */
    OPEN,
    /** The byte was the last one of the object. */
    CLOSED,
    /** The byte cannot be part of a valid object; it may begin the next one. */
    BROKEN
  }

  /** Jackson's own limit of nesting. */
  private static final int MAX_CHECKED_DEPTH = 1000;

  /** By depth, whether the open bracket is an object's. */
  private final BitSet objects = new BitSet();

  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean wantsName;

  /** A comma, a colon or an end must come before the next value. */
  private boolean isBehindValue;

  /** Starts after the first brace of an object. */
  public void begin() {
    depth = 0;
    inString = false;
    escaped = false;
    open(true);
  }

  /** Adds the next byte. */
  public State add(byte b) {
    if (inString) {
      return addToString(b);
    }
    switch (b) {
      case '"' -> {
        if (isBehindValue) {
          return State.BROKEN;
        }
        inString = true;
        wantsName = false;
        return State.OPEN;
      }
      case '{', '[' -> {
        if (wantsName || isBehindValue) {
          return State.BROKEN;
        }
        open(b == '{');
        return State.OPEN;
      }
      case '}', ']' -> {
        if (depth <= MAX_CHECKED_DEPTH && objects.get(depth) != (b == '}')) {
          return State.BROKEN;
        }
        depth--;
        wantsName = false;
        isBehindValue = true;
        return depth == 0 ? State.CLOSED : State.OPEN;
      }
      case ',' -> {
        wantsName = depth <= MAX_CHECKED_DEPTH && objects.get(depth);
        isBehindValue = false;
        return State.OPEN;
      }
      case ':' -> {
        isBehindValue = false;
        return State.OPEN;
      }
      case ' ', '\t', '\n', '\r' -> {
        return State.OPEN;
      }
      default -> {
        isBehindValue = true;
        return wantsName ? State.BROKEN : State.OPEN;
      }
    }
  }

  private State addToString(byte b) {
    if (b == '\n' || b == '\r') {
      return State.BROKEN;
    }
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
      isBehindValue = true;
    }
    return State.OPEN;
  }

  private void open(boolean object) {
    depth++;
    if (depth <= MAX_CHECKED_DEPTH) {
      objects.set(depth, object);
    }
    wantsName = object;
    isBehindValue = false;
  }
}
