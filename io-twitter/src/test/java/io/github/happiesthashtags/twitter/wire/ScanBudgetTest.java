package io.github.happiesthashtags.twitter.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Random;
import org.junit.Test;

public class ScanBudgetTest {
  private static final int LINE = 1_000;

  private final ScanBudget budget = new ScanBudget();

  /** As much as a scan may cost that ends with the last step that its allowance has room for. */
  private long dearest() {
    return budget.allowance() + LINE / 2;
  }

  @Test
  public void wastedScansStop() {
    long wasted = 0;
    long parsed = 0;
    for (int i = 0; i < 200_000; i++) {
      if (budget.allowsScan()) {
        budget.failed(LINE, 0);
        wasted += LINE / 2;
      }
      budget.parsedFully(LINE);
      parsed += LINE;
    }
    assertThat(
        wasted, is(lessThan(ScanBudget.MAX_CREDIT + parsed / ScanBudget.BYTES_FOR_A_TRIAL + LINE)));
  }

  @Test
  public void whatScansCostIsWhatTheySaveAndALittle() {
    Random random = new Random(1);
    long cost = 0;
    long saved = 0;
    long parsed = 0;
    for (int i = 0; i < 200_000; i++) {
      // In phases, so that credit is gathered and used up.
      boolean odd = random.nextInt(10) < (i / 10_000) % 10;
      if (budget.allowsScan()) {
        long effort = odd ? random.nextLong(dearest() + 1) : 0;
        cost += LINE / 2 + effort;
        if (odd && random.nextBoolean()) {
          budget.failed(LINE, effort);
        } else {
          budget.answered(LINE, effort);
          saved += LINE;
          continue;
        }
      }
      budget.parsedFully(LINE);
      parsed += LINE;
    }
    assertThat(
        cost,
        is(
            lessThan(
                ScanBudget.MAX_CREDIT + saved + parsed / ScanBudget.BYTES_FOR_A_TRIAL + 2 * LINE)));
  }

  @Test
  public void aScanThatPaysIsAllowedAgainAfterAFewLines() {
    while (budget.allowsScan()) {
      budget.failed(LINE, dearest());
    }
    int lines = 0;
    for (; !budget.allowsScan(); lines++) {
      budget.parsedFully(LINE);
    }
    assertThat(lines, is(lessThan(2_000)));
    for (int i = 0; i < 1_000; i++) {
      assertThat(budget.allowsScan(), is(true));
      budget.answered(LINE, 0);
    }
  }

  @Test
  public void dearLinesAmongOrdinaryOnesDoNotStopScans() {
    for (int i = 0; i < 200_000; i++) {
      assertThat(budget.allowsScan(), is(true));
      if (i % 10 == 0) {
        budget.failed(LINE, dearest());
        budget.parsedFully(LINE);
      } else {
        budget.answered(LINE, 0);
      }
    }
    assertThat(budget.allowance(), is(greaterThan(0L)));
  }
}
