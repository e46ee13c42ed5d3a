package io.github.happiesthashtags.rank;

import com.pholser.junit.quickcheck.generator.GenerationStatus;
import com.pholser.junit.quickcheck.generator.Generator;
import com.pholser.junit.quickcheck.random.SourceOfRandomness;
import java.util.List;
import java.util.TreeSet;

/** Statuses that often are copies, and often differ in little. */
public final class HappyStatuses extends Generator<HappyStatus> {
  private static final List<String> HASHTAGS =
      List.of("", "a", "ab", "b", "\uFF5E", "\uD835\uDC00", "\uD83D\uDE00", "\uFFFDz");

  public HappyStatuses() {
    super(HappyStatus.class);
  }

  @Override
  public HappyStatus generate(SourceOfRandomness random, GenerationStatus status) {
    long id = random.nextInt(1, 4);
    long versionId = random.nextInt(0, 3) > 0 ? id : random.nextInt(1, 6);
    if (versionId != id && random.nextInt(0, 3) == 0) {
      return HappyStatus.nothingOf(id, versionId);
    }
    TreeSet<String> hashtags = new TreeSet<>(CodePointOrder.INSTANCE);
    for (int i = random.nextInt(0, 3); i >= 0; i--) {
      hashtags.add(random.choose(HASHTAGS));
    }
    return new HappyStatus(id, versionId, random.nextInt(-1, 2), List.copyOf(hashtags));
  }
}
