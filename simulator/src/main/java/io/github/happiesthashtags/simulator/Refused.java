package io.github.happiesthashtags.simulator;

/** Thrown to answer a request with a problem document. */
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
