package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

public class WindowStatusesTest {
  private static final Coder<WindowStatuses> CODER = new WindowStatuses.WindowStatusesCoder();

  private static HappyStatus status(long id, long smiles) {
    return new HappyStatus(id, smiles, List.of("x"));
  }

  private static WindowStatuses of(boolean late, HappyStatus... statuses) {
    return WindowStatuses.of(late, DistinctStatusesTest.of(statuses).encode());
  }

  @Test
  public void statusesThatCameLateStayApart() throws IOException {
    WindowStatuses window = of(false, status(1, 1));
    window.addAll(of(true, status(1, 2), status(2, 1)));

    WindowStatuses copy = CoderUtils.clone(CODER, window);

    assertThat(copy.onTime().all(), containsInAnyOrder(status(1, 1)));
    assertThat(copy.late().all(), containsInAnyOrder(status(1, 2), status(2, 1)));
  }

  @Test
  public void windowsThatBeginAlikeGoOnApart() throws IOException {
    WindowStatuses some = of(false, status(1, 1));
    WindowStatuses others = new WindowStatuses();
    others.addAll(some);
    some.addAll(of(false, status(1, 2)));
    others.addAll(of(false, status(1, 3), status(4, 1)));

    assertThat(some.onTime().all(), containsInAnyOrder(status(1, 2)));
    assertThat(others.onTime().all(), containsInAnyOrder(status(1, 3), status(4, 1)));
  }

  /** Flink encodes what it keeps while another thread copies it. */
  @Test
  public void readingChangesNothing() throws IOException {
    WindowStatuses window = of(false, status(1, 1));
    window.addAll(of(false, status(1, 1)));
    byte[] before = CoderUtils.encodeToByteArray(CODER, window);

    assertThat(window.onTime().duplicates(), is(1L));

    assertThat(CoderUtils.encodeToByteArray(CODER, window), is(before));
  }

  @Test
  public void aWindowDoesNotGrowWithCopies() throws IOException {
    WindowStatuses window = new WindowStatuses();
    WindowStatuses some = of(false, status(2, 1), status(1, 1));
    HappyStatus large = new HappyStatus(3, 1, List.of("x".repeat(1_000_000)));
    for (int i = 0; i < 100_000; i++) {
      window.addAll(some);
    }
    for (int i = 0; i < 100; i++) {
      window.addAll(of(false, large));
    }

    assertThat(CoderUtils.encodeToByteArray(CODER, window).length, is(lessThan(10_000_000)));
    assertThat(window.onTime().all(), containsInAnyOrder(status(1, 1), status(2, 1), large));
    assertThat(window.onTime().duplicates(), is(2L * 99_999 + 99));
  }

  @Test
  public void aWindowOfTooManyPartsIsDamaged() {
    for (byte[] encoded : new byte[][] {{-1, -1, -1, -1, 7}, {-1, -1, -1, -1, 15}}) {
      CoderException thrown =
          assertThrows(CoderException.class, () -> CODER.decode(new ByteArrayInputStream(encoded)));

      assertThat(thrown.getMessage(), containsString("the encoding is damaged"));
    }
  }
}
