package io.github.happiesthashtags.benchmarks.harness;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.benchmarks.harness.Sweep.Measurement;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;

public class ReportTest {
  private static final Point V2 = Point.of("v2", RecordingPlan.of(Form.V2, 1_000_000), 2);
  private static final Program DIRECT = new Program("direct-bounded", true, run -> List.of());
  private static final Program PLAIN = new Program("plain", false, run -> List.of());

  private static final List<Measurement> MEASUREMENTS =
      List.of(
          measured(DIRECT, 1, 2, 4),
          measured(PLAIN, 1, 1, 2),
          measured(DIRECT, 2, 4, 5),
          measured(PLAIN, 2, 1, 2),
          measured(DIRECT, 3, 5, 8),
          measured(PLAIN, 3, 1, 2));

  @Test
  public void aTableHasMediansAndExtremesOfRatesAndOfRatiosRoundByRound() {
    String table = new Report(MEASUREMENTS).markdown();
    assertThat(
        table,
        containsString(
            "| direct-bounded | 250,000 [200,000-500,000] | 200,000 [125,000-250,000] |"
                + " 5.00 [4.00-8.00] | 4.00 [3.00-7.01] | 1.0 [1.0-1.0] | abc |"));
    assertThat(
        table,
        containsString(
            "| direct-bounded / plain | 0.25 [0.20-0.50] | 0.40 [0.25-0.50] | 0.25 [0.14-0.33] |"));
    assertThat(table, not(containsString("plain / ")));
  }

  @Test
  public void rawFiguresHaveALineARun() {
    List<String> lines = new Report(MEASUREMENTS).csv().lines().toList();
    assertThat(lines.size(), is(7));
    assertThat(lines.get(1), is("v2,1000000,2,direct-bounded,1,2.000,4.000,1.000,abc"));
  }

  @Test
  public void plotsAreWellFormedAndNameEveryProgram() throws Exception {
    Plot plot =
        new Plot("tweets & more", new Report(MEASUREMENTS).series(Measurement::tweetsPerCpuSecond));
    for (String svg : List.of(plot.bars(), plot.lines())) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(svg, containsString(">direct-bounded<"));
      assertThat(svg, containsString(">plain<"));
    }
  }

  @Test
  public void percentilesLieBetweenTheirNeighbours() {
    assertThat(Spread.percentile(new double[] {4, 1, 3, 2}, 0.5), is(2.5));
    assertThat(Spread.percentile(new double[] {7}, 0.99), is(7.0));
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  @Test
  public void programsAreFoundByTheBeginningsOfTheirNames() {
    Programs programs = new Programs(Path.of("."));
    assertThat(
        programs.named(List.of("duckdb", "plain")).toString(),
        is("[duckdb, plain, plain-prefilter]"));
    assertThat(programs.named(List.of("")).size(), is(programs.all().size()));
    assertThrows(IllegalArgumentException.class, () -> programs.named(List.of("storm")));
  }

  @Test
  public void anUnknownOptionIsAnsweredWithTheKnownOnes() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Settings("--round=5"));
    assertThat(refused.getMessage(), containsString("--round=5 is no option."));
    assertThat(refused.getMessage(), containsString("rounds"));
  }

  private static Measurement measured(Program program, int round, double wall, double cpu) {
    return new Measurement(V2, program, round, new Cost(wall, cpu), new Cost(1, 1), "abc");
  }
}
