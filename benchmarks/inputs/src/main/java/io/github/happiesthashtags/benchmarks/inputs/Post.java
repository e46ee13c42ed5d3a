package io.github.happiesthashtags.benchmarks.inputs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status, apart from how a version of the API writes it. */
final class Post {
  final long id;
  final long millis;
  final User author;
  final Words.Language language;
  final List<Piece> text;

  /** The status that this one answers, or 0. */
  final long repliedToId;

  final @Nullable Post retweeted;
  final @Nullable Post quoted;

  Post(
      long id,
      long millis,
      User author,
      Words.Language language,
      List<Piece> text,
      long repliedToId,
      @Nullable Post retweeted,
      @Nullable Post quoted) {
    this.id = id;
    this.millis = millis;
    this.author = author;
    this.language = language;
    this.text = text;
    this.repliedToId = repliedToId;
    this.retweeted = retweeted;
    this.quoted = quoted;
  }

  static int codePoints(List<Piece> text) {
    int codePoints = 0;
    for (Piece piece : text) {
      codePoints += piece.codePoints();
    }
    return codePoints;
  }

  /** As much of a text as the API leaves of a long one, and its ellipsis. */
  static List<Piece> cut(List<Piece> text, int limit, Piece... ending) {
    List<Piece> kept = new ArrayList<>();
    int room = limit - codePoints(List.of(ending));
    for (Piece piece : text) {
      room -= piece.codePoints();
      if (room < 0) {
        break;
      }
      kept.add(piece);
    }
    kept.addAll(List.of(ending));
    return kept;
  }
}
