package io.github.happiesthashtags.simulator;

/** A request gets a problem instead of what it asked for. */
final class Refused extends Exception {
  private final transient Document answer;

  Refused(Document answer) {
    super(answer.body());
    this.answer = answer;
  }

  Document answer() {
    return answer;
  }
}
