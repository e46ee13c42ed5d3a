package io.github.happiesthashtags.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The content of a status, independent of the API version that writes it. Reused for many statuses.
 */
final class Draft {
  long id;
  long millis;
  User author;
  Language language;

  /** The id of the status that this one answers, or 0. */
  long repliedToId;

  /** The author of the status that this one answers, or null. */
  @Nullable User repliedTo;

  final Tokens tokens = new Tokens();

  Draft(User author, Language language) {
    this.author = author;
    this.language = language;
  }
}
