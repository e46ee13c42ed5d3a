package io.github.happiesthashtags.rank;

import com.pholser.junit.quickcheck.generator.GenerationStatus;
import com.pholser.junit.quickcheck.generator.Generator;
import com.pholser.junit.quickcheck.random.SourceOfRandomness;

/** Any long, the extremes often. */
public final class Longs extends Generator<Long> {
  public Longs() {
    super(Long.class);
  }

  @Override
  public Long generate(SourceOfRandomness random, GenerationStatus status) {
    return switch (random.nextInt(5)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> random.nextLong();
    };
  }
}
