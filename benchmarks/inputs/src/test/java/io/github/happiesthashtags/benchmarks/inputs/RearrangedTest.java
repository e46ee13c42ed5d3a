package io.github.happiesthashtags.benchmarks.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class RearrangedTest {
  private static final String NESTED = "{\"a\":[{\"b\":1,\"c\":\"x,\\\"}\"},[]],\"d\":{}}\n";

  private static String line(Rearranged rearranged, String line) {
    return new String(rearranged.line(line.getBytes(UTF_8)), UTF_8);
  }

  @Test
  public void membersOfEveryObjectComeInAnyOrder() {
    Rearranged shuffled = Rearranged.shuffled();
    Set<String> lines = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      lines.add(line(shuffled, NESTED));
    }
    assertThat(
        lines,
        is(
            Set.of(
                NESTED,
                "{\"a\":[{\"c\":\"x,\\\"}\",\"b\":1},[]],\"d\":{}}\n",
                "{\"d\":{},\"a\":[{\"b\":1,\"c\":\"x,\\\"}\"},[]]}\n",
                "{\"d\":{},\"a\":[{\"c\":\"x,\\\"}\",\"b\":1},[]]}\n")));
  }

  @Test
  public void someMembersAreLeftOutAndNotThoseThatMakeAMessage() {
    Rearranged absent = Rearranged.absent(0.3);
    int without = 0;
    for (int i = 0; i < 100; i++) {
      String line = line(absent, "{\"id\":1,\"lang\":null,\"text\":true}\n");
      assertThat(
          line,
          anyOf(is("{\"id\":1,\"lang\":null,\"text\":true}\n"), is("{\"id\":1,\"text\":true}\n")));
      without += line.contains("lang") ? 0 : 1;
    }
    assertThat(without, is(greaterThan(15)));
    assertThat(line(Rearranged.absent(1), NESTED), is("{}\n"));
    assertThat(line(Rearranged.absent(0), NESTED), is(NESTED));
  }
}
