package io.github.happiesthashtags.twitter.scan;

import io.github.happiesthashtags.twitter.scan.Automaton.State;
import io.github.happiesthashtags.twitter.scan.Place.Form;
import io.github.happiesthashtags.twitter.scan.Place.Owner;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from behind one value to behind the next: the bytes that lead there, which are the same
 * whenever it is taken, and what kind of value comes then.
 */
final class Step {
  /** What comes behind the bytes. */
  enum Kind {
    /** A string, whose opening quote is the last of the bytes. */
    STRING,
    NUMBER,
    /** Nothing: the value is a literal, itself among the bytes. */
    LITERAL,
    /** Nothing: the last of the bytes is the line's last brace. */
    END
  }

  private static final Mark[] NO_MARKS = {};

  /** Of a stream, hardly a step has more. */
  private static final int FOLLOWERS = 6;

  private final byte[] bytes;
  private final boolean string;
  private final boolean number;
  private final boolean end;
  private final Target target;
  private final boolean targeted;
  private final Mark[] marks;
  private final State behind;

  private final long head;
  private final long headMask;
  private final long tail;

  /** The words between the first and the last, which overlaps with the one before it. */
  private final long[] middle;

  private @Nullable Step lastFollower;

  /** Others that followed before it. */
  private final @Nullable Step[] otherFollowers = new Step[FOLLOWERS];

  /**
   * A step.
   *
   * @param target where the value is to be kept
   * @param marks what is to be done on the way to it
   */
  Step(byte[] bytes, Kind kind, Target target, List<Mark> marks, State behind) {
    this.bytes = bytes;
    this.string = kind == Kind.STRING;
    this.number = kind == Kind.NUMBER;
    this.end = kind == Kind.END;
    this.target = target;
    this.targeted = !target.equals(Target.NONE);
    this.marks = marks.toArray(NO_MARKS);
    this.behind = behind;
    byte[] padded = Arrays.copyOf(bytes, Math.max(bytes.length, Long.BYTES));
    this.head = Words.at(padded, 0);
    this.headMask = bytes.length < Long.BYTES ? ~(-1L << (bytes.length * Byte.SIZE)) : -1L;
    this.tail = Words.at(padded, padded.length - Long.BYTES);
    this.middle = new long[Math.max(0, (padded.length - 1) / Long.BYTES - 1)];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = Words.at(padded, (i + 1) * Long.BYTES);
    }
  }

  /** The one in front of all lines. */
  static Step beginning(State behind) {
    return new Step(new byte[0], Kind.LITERAL, Target.NONE, List.of(), behind);
  }

  int length() {
    return bytes.length;
  }

  /** The first eight bytes; zeros behind a shorter one. */
  long head() {
    return head;
  }

  boolean endsWithString() {
    return string;
  }

  boolean endsWithNumber() {
    return number;
  }

  boolean endsLine() {
    return end;
  }

  boolean hasTarget() {
    return targeted;
  }

  Target target() {
    return target;
  }

  Mark[] marks() {
    return marks;
  }

  State behind() {
    return behind;
  }

  /** Whether the bytes stand here, and behind them a value of this kind. */
  boolean matches(byte[] line, int at) {
    int length = bytes.length;
    if (at >= line.length - length - Long.BYTES) {
      return matchesNearEnd(line, at);
    }
    long differences = (Words.at(line, at) ^ head) & headMask;
    if (length > Long.BYTES) {
      differences |= Words.at(line, at + length - Long.BYTES) ^ tail;
      for (int i = 0; i < middle.length; i++) {
        differences |= Words.at(line, at + (i + 1) * Long.BYTES) ^ middle[i];
      }
    }
    return differences == 0 && (!number || beginsNumber(line[at + length]));
  }

  private boolean matchesNearEnd(byte[] line, int at) {
    int to = at + bytes.length;
    return to < line.length
        && Arrays.equals(line, at, to, bytes, 0, bytes.length)
        && (!number || beginsNumber(line[to]));
  }

  static boolean beginsNumber(byte b) {
    return JsonBytes.isDigit(b) || b == '-';
  }

  /** The last step that followed, which is tried first. */
  @Nullable Step lastFollower() {
    return lastFollower;
  }

  /** The one of the other steps that followed lately that matches here; it is tried first then. */
  @Nullable Step otherFollower(byte[] line, int at) {
    for (int i = 0; i < FOLLOWERS; i++) {
      Step follower = otherFollowers[i];
      if (follower == null) {
        return null;
      }
      if (follower.matches(line, at)) {
        otherFollowers[i] = lastFollower;
        lastFollower = follower;
        return follower;
      }
    }
    return null;
  }

  /** Takes note of a step that followed, for the first time or after a while. */
  void add(Step follower) {
    System.arraycopy(otherFollowers, 0, otherFollowers, 1, FOLLOWERS - 1);
    otherFollowers[0] = lastFollower;
    lastFollower = follower;
  }

  /**
   * Something that is to be done on the way through a line.
   *
   * @param delta where, in bytes behind the beginning of its step
   * @param owner the tweet that it is about
   * @param form the text of that tweet that it is about
   */
  record Mark(Action action, int delta, Owner owner, Form form) {}

  /** What is to be done at a byte on the way through a line. */
  enum Action {
    NOTHING,
    BEGIN_DATA,
    BEGIN_ENTITIES,
    BEGIN_HASHTAGS,
    END_HASHTAGS,
    BEGIN_RETWEETED,
    BEGIN_REFERENCES,
    BEGIN_REFERENCE,
    END_REFERENCE,
    BEGIN_INCLUDED,
    END_INCLUDED
  }

  /**
   * Where a value is to be kept.
   *
   * @param owner the index of the tweet that it is of
   * @param slot of {@link TweetSpans}, or one of the ids, which are below zero
   */
  record Target(int owner, int slot) {
    /** An id, which is read as a number; of other values only the place is noted. */
    static final int ID = -1;

    /** The id as a string, which takes precedence: a number may have lost digits. */
    static final int ID_STR = -2;

    /** The id of the first version of an edited tweet. */
    static final int FIRST_ID = -3;

    /** The value does not count. */
    static final Target NONE = new Target(-1, -1);
  }
}
