package io.github.happiesthashtags.twitter.v1;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** A capture of what the process prints while it is open, including logs. */
final class Printed implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Printed() {
    PrintStream both = new PrintStream(bytes, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  String text() {
    return bytes.toString(UTF_8);
  }

  /** Returns the number of lines that contain this text. */
  long lines(String part) {
    return text().lines().filter(line -> line.contains(part)).count();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
