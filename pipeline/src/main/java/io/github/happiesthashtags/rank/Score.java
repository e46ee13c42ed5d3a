package io.github.happiesthashtags.rank;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a hashtag's score in a window follows from its statuses. */
public enum Score {
  /** All smiles of its statuses. */
  SUM,
  /** The smiles of its happiest status. */
  MAX,
  /** Smiles a status, rounded half-up to 6 decimals. */
  MEAN;

  private static final int MEAN_DECIMALS = 6;

  BigDecimal of(long smiles, long happiest, long statuses) {
    return switch (this) {
      case SUM -> BigDecimal.valueOf(smiles);
      case MAX -> BigDecimal.valueOf(happiest);
      case MEAN ->
          BigDecimal.valueOf(smiles)
              .divide(BigDecimal.valueOf(statuses), MEAN_DECIMALS, RoundingMode.HALF_UP);
    };
  }
}
