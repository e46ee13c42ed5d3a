package io.github.happiesthashtags.twitter.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One status as read off the wire, whatever its format. Valid only until the handler returns: copy
 * what you keep.
 *
 * <p>A {@link ParsedStatus} has its values; a {@link ScannedStatus} knows where they stand in the
 * line, and decodes what is asked for.
 */
public sealed interface Status permits ParsedStatus, ScannedStatus {

  /**
   * Returns the numeric id, above zero. All versions of an edited status have the first version's
   * id.
   */
  long id();

  /** Returns the id of this version, above zero; differs from {@link #id()} only after an edit. */
  long versionId();

  /** Whether this is a later version of an edited status, and so replaces an earlier one. */
  default boolean isEdit() {
    return versionId() != id();
  }

  /**
   * Returns the event time in milliseconds since the epoch. All versions of an edited status have
   * the first version's time, so that they are in the same windows.
   */
  long timestampMillis();

  /**
   * Returns the BCP 47 language that Twitter detected, by its current code; null if the message has
   * none.
   */
  @Nullable String lang();

  /** Whether this is a native retweet. */
  boolean isRetweet();

  /**
   * Returns the full text, with Twitter's escapes of ampersand, less-than and greater-than undone;
   * for a retweet that carries it, the retweeted status's.
   */
  String text();

  /**
   * Returns the text for a reader that looks for ASCII alone: the ASCII characters of {@link
   * #text()} in their order, and unspecified characters where text() has others. It costs much
   * less, because the others are not decoded.
   */
  String asciiText();

  /** Whether a token may be in {@link #text()}; false is certain, and takes no decoding. */
  boolean mayHold(TokenPrefilter tokens);

  /**
   * Whether {@link #hashtags()} is empty for a reason that costs little to see: the entities list
   * none or, without entities in Twitter's form, the text has no number sign. If false, it may
   * still be empty. The answer is the same however the status was read.
   */
  boolean isUntagged();

  /**
   * Returns the hashtags of {@link #text()}, as written, without {@code #}, in order, possibly
   * repeated. They are the entities of the same text, or extracted from the text if the message has
   * no entities in Twitter's form.
   */
  List<String> hashtags();

  /** Returns what the status says besides, as far as the parser was asked for it. */
  StatusDetails details();
}
