package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** Against the map that it stands for. */
public class HashtagTalliesTest {
  @Test
  public void hashtagsCountWhatAMapOfThemCounts() {
    Random random = new Random(1);
    List<HappyStatus> statuses = new ArrayList<>();
    Map<String, List<Long>> expected = new HashMap<>();
    for (int id = 0; id < 20_000; id++) {
      String[] hashtags =
          random
              .ints(1 + id % 3, 0, 3_000)
              .distinct()
              .mapToObj(i -> i % 7 == 0 ? "\u00E9\uD83D\uDE00" + i : "AaBB".repeat(i % 5) + i)
              .toArray(String[]::new);
      long smiles = random.nextInt(-3, 10);
      statuses.add(new HappyStatus(id, smiles, hashtags));
      Arrays.stream(hashtags)
          .forEach(name -> expected.computeIfAbsent(name, n -> new ArrayList<>()).add(smiles));
    }

    HashtagTallies tallies = HashtagTallies.of(PackedStatuses.of(statuses));

    tallies.forEach(
        tally -> {
          // Each once, and none that was not there.
          assertThat(expected, hasKey(tally.hashtag()));
          List<Long> smiles = expected.remove(tally.hashtag());
          assertThat(tally.statuses(), is((long) smiles.size()));
          assertThat(tally.smiles(), is(smiles.stream().mapToLong(s -> s).sum()));
          assertThat(tally.happiest(), is(smiles.stream().mapToLong(s -> s).max().getAsLong()));
        });
    assertThat(expected.isEmpty(), is(true));
  }
}
