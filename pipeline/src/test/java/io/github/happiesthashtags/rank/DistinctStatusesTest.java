package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.Test;

/** Against the map that it stands for. */
public class DistinctStatusesTest {
  private static HappyStatus status(long id, long smiles) {
    return new HappyStatus(id, smiles, new String[] {"x"});
  }

  private static List<HappyStatus> in(DistinctStatuses statuses) {
    return new ArrayList<>(statuses.packed());
  }

  private static void check(long... ids) {
    Map<Long, HappyStatus> expected = new HashMap<>();
    DistinctStatuses found = new DistinctStatuses();
    for (int i = 0; i < ids.length; i++) {
      HappyStatus status = status(ids[i], i % 3);
      expected.merge(status.id(), status, HappyStatus::better);
      found.gather(List.of(status));
    }
    List<HappyStatus> all = in(found);
    assertThat(all.size(), is(expected.size()));
    assertThat(new HashSet<>(all), is(new HashSet<>(expected.values())));
  }

  @Test
  public void copiesAreOneWhateverTheIds() {
    check();
    check(1);
    check(7, 7, 7, 8, 8, 7);
    check(Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, Long.MAX_VALUE, 0);
    Random random = new Random(1);
    check(random.longs(5_000).toArray());
    check(random.longs(5_000, 0, 500).toArray());
    // As a stream's: a few hundred a millisecond, and of some seconds all lowest bits alike.
    check(random.longs(5_000, 0, 5_000).map(i -> ((i / 300) << 22) + i % 300).toArray());
    check(random.longs(5_000, 0, 5_000).map(i -> i << 40).toArray());
  }

  @Test
  public void whatIsGatheredCountsAsIfItWasAddedAtOnce() {
    Random random = new Random(2);
    for (int run = 0; run < 200; run++) {
      Map<Long, HappyStatus> expected = new HashMap<>();
      DistinctStatuses found = new DistinctStatuses();
      for (int step = 0; step < 20; step++) {
        List<HappyStatus> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          some.add(status(random.nextInt(40), random.nextInt(3)));
        }
        some.forEach(one -> expected.merge(one.id(), one, HappyStatus::better));
        switch (random.nextInt(3)) {
          case 0 -> found.gather(some);
          case 1 -> {
            DistinctStatuses others = new DistinctStatuses();
            others.gather(some);
            DistinctStatuses both = new DistinctStatuses();
            both.gatherParts(found.parts());
            both.gatherParts(others.parts());
            found = both;
          }
          default -> {
            found.gather(some);
            assertThat(in(found).size(), is(expected.size()));
          }
        }
      }
      assertThat(new HashSet<>(in(found)), is(new HashSet<>(expected.values())));
      assertThat(found.packed().size(), is(expected.size()));
    }
  }

  /** Flink encodes what it keeps while another thread copies it. */
  @Test
  public void whoTakesThePartsChangesNothing() {
    DistinctStatuses statuses = new DistinctStatuses();
    statuses.gather(List.of(status(1, 1)));
    assertThat(in(statuses), contains(status(1, 1)));
    statuses.gather(List.of(status(1, 2), status(2, 1)));

    List<PackedStatuses> parts = statuses.parts();

    assertThat(parts.get(0), contains(status(1, 1)));
    assertThat(parts.get(1), contains(status(1, 2), status(2, 1)));
    assertThat(statuses.parts().size(), is(2));
    assertThat(in(statuses), containsInAnyOrder(status(1, 2), status(2, 1)));
    assertThat(statuses.parts().size(), is(1));
  }

  @Test
  public void statusesInARowAreInTheOrderOfTheirIds() {
    DistinctStatuses statuses = new DistinctStatuses();
    statuses.gather(List.of(status(7, 1), status(9, 1)));
    statuses.gather(List.of(status(-3, 1), status(5, 1)));
    statuses.gather(List.of(status(6, 1)));

    assertThat(
        in(statuses),
        contains(status(-3, 1), status(5, 1), status(6, 1), status(7, 1), status(9, 1)));
  }

  @Test
  public void byIdEachIsOnceInPiecesThatFollowEachOther() {
    DistinctStatuses statuses = new DistinctStatuses();
    assertThat(statuses.byId(1), contains(empty()));
    statuses.gather(List.of(status(7, 1), status(-3, 1), status(7, 2), status(5, 1)));

    assertThat(statuses.byId(1_000), contains(contains(status(-3, 1), status(5, 1), status(7, 2))));
    assertThat(
        statuses.byId(13), contains(contains(status(-3, 1), status(5, 1)), contains(status(7, 2))));
  }

  @Test
  public void theCopyThatCountsStays() {
    DistinctStatuses statuses = new DistinctStatuses();

    statuses.gather(List.of(status(1, 2)));
    assertThat(in(statuses), contains(status(1, 2)));
    statuses.gather(List.of(status(1, 1)));
    assertThat(in(statuses), contains(status(1, 2)));
    statuses.gather(List.of(status(1, 3)));
    assertThat(in(statuses), contains(status(1, 3)));
  }

  @Test
  public void behindTheLastThereIsNone() {
    DistinctStatuses statuses = new DistinctStatuses();
    statuses.gather(List.of(status(1, 1)));
    Iterator<HappyStatus> iterator = statuses.packed().iterator();
    iterator.next();

    assertThat(iterator.hasNext(), is(false));
    assertThrows(NoSuchElementException.class, iterator::next);
  }

  @Test
  public void oneTableIsAddedToAnother() {
    DistinctStatuses some = new DistinctStatuses();
    DistinctStatuses others = new DistinctStatuses();
    for (int i = 0; i < 200_000; i++) {
      some.gather(List.of(status(i, 1)));
      others.gather(List.of(status(i + 100_000, 2)));
    }
    DistinctStatuses all = new DistinctStatuses();
    all.gatherParts(some.parts());
    all.gatherParts(others.parts());
    all.gatherParts(some.parts());

    assertThat(in(all).size(), is(300_000));
    assertThat(in(all).stream().mapToLong(HappyStatus::smiles).sum(), is(100_000L + 2 * 200_000L));
  }

  @Test
  public void whatIsGatheredDoesNotGrowWithCopies() {
    DistinctStatuses statuses = new DistinctStatuses();
    List<HappyStatus> some = List.of(status(2, 1), status(1, 1));
    HappyStatus large = new HappyStatus(3, 1, new String[] {"x".repeat(1_000_000)});
    for (int i = 0; i < 100_000; i++) {
      statuses.gather(some);
    }
    for (int i = 0; i < 100; i++) {
      statuses.gather(List.of(large));
    }

    assertThat(
        statuses.parts().stream().mapToLong(PackedStatuses::length).sum(), lessThan(10_000_000L));
    assertThat(in(statuses), containsInAnyOrder(status(1, 1), status(2, 1), large));
  }

  @Test
  public void tablesThatBeginAlikeGoOnApart() {
    DistinctStatuses some = new DistinctStatuses();
    some.gather(List.of(status(1, 1), status(2, 1)));
    DistinctStatuses others = new DistinctStatuses();
    others.gatherParts(some.parts());
    PackedStatuses before = some.packed();
    some.gather(List.of(status(3, 1)));
    some.gather(List.of(status(1, 2)));
    others.gather(List.of(status(4, 1)));
    others.gather(List.of(status(1, 3)));

    assertThat(before, contains(status(1, 1), status(2, 1)));
    assertThat(in(some), containsInAnyOrder(status(1, 2), status(2, 1), status(3, 1)));
    assertThat(in(others), containsInAnyOrder(status(1, 3), status(2, 1), status(4, 1)));
  }

  @Test
  public void copiesAreOneAfterNothingWasAdded() {
    DistinctStatuses some = new DistinctStatuses();
    some.gather(List.of(status(1, 1)));
    DistinctStatuses all = new DistinctStatuses();
    all.gather(List.of());
    all.gatherParts(some.parts());
    all.gather(List.of(status(1, 1)));

    assertThat(in(all), contains(status(1, 1)));
  }
}
