package io.github.happiesthashtags.twitter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.happiesthashtags.twitter.scan.Automaton.State;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.Test;

/**
 * Whatever lines are made of, the memory that a scanner keeps and the effort of a line are bounded.
 */
public class OddStepsTest {
  /** One step may be learnt at last that begins within the allowance. */
  private static final int ONE_STEP = 1 << 10;

  private final Random random = new Random(1);
  private final StatusScanner scanner = new StatusScanner();

  private String name(int length) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append((char) ('A' + random.nextInt(26)));
    }
    return name.toString();
  }

  private String space() {
    return " \t".repeat(random.nextInt(6));
  }

  private String nested(int depth) {
    boolean array = random.nextBoolean();
    String inner = depth == 0 ? "1" : nested(depth - 1);
    return array ? "[" + inner + "]" : "{\"a\":" + inner + "}";
  }

  private List<Supplier<String>> kinds() {
    return List.of(
        () -> "\"" + name(2) + "\":1",
        () -> "\"" + name(6) + "\":1",
        () -> "\"same_beginning_" + name(3) + "\":1",
        () -> "\"" + name(300) + "\":1",
        () -> space() + "\"a\"" + space() + ":" + space() + "1" + space(),
        () -> "\"a\":" + nested(random.nextInt(28)));
  }

  private byte[] line(Supplier<String> member) {
    StringBuilder line = new StringBuilder("{\"id\":7,\"text\":\"t7\"");
    for (int i = 0; i < 40; i++) {
      line.append(',').append(member.get());
    }
    return line.append("}\n").toString().getBytes(UTF_8);
  }

  @Test
  public void stepsAreKeptUpToABound() {
    for (Supplier<String> kind : kinds()) {
      for (int i = 0; i < 1_000; i++) {
        byte[] line = line(kind);
        assertThat(scanner.scan(line, 0), is(line.length - 1));
        assertThat(scanner.steps(), is(lessThanOrEqualTo(Automaton.MAX_STEPS)));
      }
    }
  }

  @Test
  public void aStepIsLookedForAmongFew() {
    State state = new State(Place.IN_LINE);
    StepReader reader = new StepReader();
    for (Supplier<String> kind : kinds()) {
      for (int i = 0; i < 10_000; i++) {
        byte[] line = ("," + kind.get() + ",\"b\":1}\n").getBytes(UTF_8);
        if (state.find(line, 0) == null) {
          Step step = reader.read(Place.IN_LINE, line, 0, State::new);
          if (step != null) {
            state.add(step);
          }
        }
        assertThat(state.compared(), is(lessThanOrEqualTo(2 * State.MAX_ALIKE)));
      }
    }
  }

  @Test
  public void aLineCostsNoMoreEffortThanItMay() {
    for (int allowed : new int[] {0, 1_000, 10_000}) {
      scanner.allow(allowed);
      for (Supplier<String> kind : kinds()) {
        for (int i = 0; i < 1_000; i++) {
          byte[] line = line(kind);
          scanner.scan(line, 0);
          assertThat(
              scanner.effort(), is(lessThanOrEqualTo((long) allowed + line.length / 2 + ONE_STEP)));
        }
      }
    }
  }

  @Test
  public void aFailedScanTellsHowFarItCame() {
    String line = new String(line(kinds().get(0)), UTF_8);
    for (String broken : List.of(line.replace("}", ",}"), line.replace("}", ",\"id\":8}"))) {
      byte[] bytes = broken.getBytes(UTF_8);
      assertThat(scanner.scan(bytes, 0), is(StatusScanner.UNKNOWN));
      assertThat(scanner.walked(bytes.length) >= line.length() - 2, is(true));
      assertThat(scanner.walked(bytes.length) <= bytes.length, is(true));
    }
    byte[] page = ("{\"data\":[" + line.strip() + "]}\n").getBytes(UTF_8);
    assertThat(scanner.scan(page, 0), is(StatusScanner.UNKNOWN));
    assertThat(scanner.walked(page.length), is(lessThanOrEqualTo(10)));
  }
}
