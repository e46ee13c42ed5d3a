package io.github.happiesthashtags.simulator;

/** What a status says, apart from how a version of the API writes it. Used again and again. */
final class Draft {
  long id;
  long millis;
  User author;
  Language language;

  /** The status that this one answers, or 0. */
  long repliedToId;

  final Tokens tokens = new Tokens();

  Draft(User author, Language language) {
    this.author = author;
    this.language = language;
  }
}
