package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.pholser.junit.quickcheck.From;
import com.pholser.junit.quickcheck.Property;
import com.pholser.junit.quickcheck.runner.JUnitQuickcheck;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;
import org.junit.runner.RunWith;

@RunWith(JUnitQuickcheck.class)
public class DistinctStatusesTest {
  private static HappyStatus status(long id, long smiles) {
    return new HappyStatus(id, smiles, List.of("x"));
  }

  static DistinctStatuses of(HappyStatus... statuses) {
    DistinctStatuses distinct = new DistinctStatuses();
    for (HappyStatus status : statuses) {
      distinct.add(status);
    }
    return distinct;
  }

  static DistinctStatuses decoded(byte[] encoded) {
    DistinctStatuses distinct = new DistinctStatuses();
    distinct.addEncoded(encoded);
    return distinct;
  }

  @Test
  public void theCopyThatCountsStays() {
    DistinctStatuses statuses = of(status(1, 2));
    statuses.add(status(1, 1));
    assertThat(statuses.all(), contains(status(1, 2)));
    statuses.add(status(1, 3));
    assertThat(statuses.all(), contains(status(1, 3)));
    assertThat(statuses.duplicates(), is(2L));
  }

  @Test
  public void aHappyStatusThatAnEditWithoutAHashtagReplacesIsADuplicate() {
    DistinctStatuses statuses = of(status(1, 1), HappyStatus.nothingOf(1, 5));

    assertThat(statuses.duplicates(), is(1L));
    assertThat(of(HappyStatus.nothingOf(1, 5), status(1, 1)).duplicates(), is(1L));
    assertThat(of(HappyStatus.nothingOf(1, 5), HappyStatus.nothingOf(1, 5)).duplicates(), is(0L));
  }

  /** However statuses are grouped on their way, and whether they are encoded or not. */
  @Test
  public void statusesCountAsIfTheyWereAddedAtOnce() {
    Random random = new Random(2);
    for (int run = 0; run < 200; run++) {
      Map<Long, HappyStatus> expected = new HashMap<>();
      DistinctStatuses found = new DistinctStatuses();
      long added = 0;
      for (int step = 0; step < 20; step++) {
        DistinctStatuses some = new DistinctStatuses();
        for (int i = random.nextInt(4); i > 0; i--) {
          HappyStatus status = status(random.nextInt(40), random.nextInt(3));
          expected.merge(status.id(), status, HappyStatus::better);
          some.add(status);
          added++;
        }
        switch (random.nextInt(3)) {
          case 0 -> found.addAll(some);
          case 1 -> found.addEncoded(some.encode());
          default -> {
            some.addEncoded(found.encode());
            found = some;
          }
        }
      }
      assertThat(new HashSet<>(found.all()), is(new HashSet<>(expected.values())));
      assertThat(found.duplicates(), is(added - expected.size()));
    }
  }

  @Property(trials = 500)
  public void statusesSurviveEncoding(
      @From(HappyStatuses.class) HappyStatus a,
      @From(HappyStatuses.class) HappyStatus b,
      @From(HappyStatuses.class) HappyStatus c) {
    assertSurvive(a, b, c);
    assertSurvive(a);
  }

  @Test
  public void noStatusesSurviveEncoding() {
    assertThat(decoded(of().encode()).all(), is(empty()));
  }

  @Test
  public void oddStatusesSurviveEncoding() {
    List<String> many = IntStream.range(0, 1000).mapToObj("%04d"::formatted).toList();
    assertSurvive(new HappyStatus(Long.MAX_VALUE, Long.MIN_VALUE, many));
    assertSurvive(new HappyStatus(1, 2, List.of("\uD83D\uDE00\uD835\uDC00")));
    assertSurvive(new HappyStatus(1, 2, List.of("\u00E9\uD835\uDC00x".repeat(25_000))));
    assertSurvive(new HappyStatus(-1, 7, -2, List.of("")));
  }

  private static void assertSurvive(HappyStatus... statuses) {
    DistinctStatuses before = of(statuses);
    DistinctStatuses after = decoded(before.encode());
    assertThat(after.all(), containsInAnyOrder(before.all().toArray(new HappyStatus[0])));
    assertThat(after.duplicates(), is(before.duplicates()));
  }

  @Test
  public void damageIsAnErrorOrOtherStatusesButNothingElse() {
    byte[] encoded = of(status(1, 1), new HappyStatus(2, 3, 4, List.of("a", "bc"))).encode();
    for (int at = 0; at < encoded.length; at++) {
      for (int octet : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
        byte[] damaged = encoded.clone();
        damaged[at] = (byte) octet;
        try {
          decoded(damaged);
        } catch (UncheckedIOException e) {
          assertThat(e.getMessage(), is("the encoding of happy statuses is damaged"));
        }
      }
      byte[] cut = Arrays.copyOf(encoded, at);
      assertThrows(UncheckedIOException.class, () -> decoded(cut));
    }
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThrows(UncheckedIOException.class, () -> decoded(longer));
  }

  @Test
  public void oneSetIsAddedToAnother() {
    DistinctStatuses some = new DistinctStatuses();
    DistinctStatuses others = new DistinctStatuses();
    for (int i = 0; i < 20_000; i++) {
      some.add(status(i, 1));
      others.add(status(i + 10_000, 2));
    }
    some.addAll(others);

    List<HappyStatus> all = new ArrayList<>(some.all());
    assertThat(all.size(), is(30_000));
    assertThat(all.stream().mapToLong(HappyStatus::smiles).sum(), is(10_000L + 2 * 20_000L));
    assertThat(some.duplicates(), is(10_000L));
    assertThat(others.all().size(), is(20_000));
  }
}
