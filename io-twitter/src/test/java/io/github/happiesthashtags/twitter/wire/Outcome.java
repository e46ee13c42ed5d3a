package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** What a parser said of one line, copied. */
final class Outcome implements MessageHandler {

  /** A copy of a status, all of whose lazy parts were asked for. */
  record Seen(
      long id,
      long versionId,
      long millis,
      String lang,
      boolean retweet,
      String text,
      List<String> hashtags) {

    /** Of a status that was not edited. */
    Seen(long id, long millis, String lang, boolean retweet, String text, List<String> hashtags) {
      this(id, id, millis, lang, retweet, text, hashtags);
    }
  }

  final List<Seen> statuses = new ArrayList<>();
  final List<MessageKind> kinds = new ArrayList<>();
  final List<String> malformed = new ArrayList<>();
  private boolean outOfOrder;

  static Outcome of(Object line) {
    return of(line.toString().getBytes(UTF_8));
  }

  static Outcome of(byte[] line) {
    Outcome outcome = new Outcome();
    new MessageParser().parse(line, 0, line.length, outcome);
    return outcome;
  }

  /** What is found without the scan. */
  static Outcome ofFullParser(byte[] line) {
    Outcome outcome = new Outcome();
    new FullParser().parse(line, 0, line.length, outcome);
    return outcome;
  }

  /** The only status of a line that holds nothing else. */
  static Seen status(Object line) {
    Outcome outcome = of(line);
    if (outcome.statuses.size() != 1 || outcome.size() != 1) {
      throw new AssertionError("not one status: " + outcome);
    }
    return outcome.statuses.get(0);
  }

  /** The reason why a line is a dead letter, and nothing else. */
  static String deadLetter(Object line) {
    return of(line).deadLetter();
  }

  String deadLetter() {
    if (malformed.size() != 1 || size() != 1) {
      throw new AssertionError("not one dead letter: " + this);
    }
    return malformed.get(0);
  }

  private int size() {
    return statuses.size() + kinds.size() + malformed.size();
  }

  @Override
  public void status(Status status) {
    outOfOrder |= !malformed.isEmpty();
    boolean untagged = status.isUntagged();
    if (untagged && !status.hashtags().isEmpty()) {
      throw new AssertionError("called untagged, but has " + status.hashtags());
    }
    String ascii = status.asciiText();
    if (!asciiOf(ascii).equals(asciiOf(status.text()))) {
      throw new AssertionError("\"" + ascii + "\" in ASCII, and in full \"" + status.text() + '"');
    }
    statuses.add(
        new Seen(
            status.id(),
            status.versionId(),
            status.timestampMillis(),
            status.lang(),
            status.isRetweet(),
            status.text(),
            List.copyOf(status.hashtags())));
  }

  private static String asciiOf(String text) {
    return text.replaceAll("[^\\x00-\\x7F]+", "\u00A4");
  }

  @Override
  public void other(MessageKind kind) {
    kinds.add(kind);
  }

  @Override
  public void malformed(String reason) {
    malformed.add(reason);
  }

  /** Statuses, at most one dead letter behind them, or else one message of another kind. */
  boolean isSound() {
    boolean content = !statuses.isEmpty() || !malformed.isEmpty();
    return !outOfOrder && malformed.size() <= 1 && (content ? kinds.isEmpty() : kinds.size() == 1);
  }

  @Override
  public String toString() {
    return "statuses " + statuses + ", kinds " + kinds + ", malformed " + malformed;
  }
}
