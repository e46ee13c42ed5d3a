package io.github.happiesthashtags.rank;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;

/** One hashtag of a {@link Leaderboard}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class LeaderboardRow implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The hashtag without {@code #}. */
  @SchemaFieldNumber("0")
  public abstract String getHashtag();

  /** What it is ranked by: a whole number, or for {@link Score#MEAN} one with 6 decimals. */
  @SchemaFieldNumber("1")
  public abstract BigDecimal getScore();

  /** All smiles of its statuses. */
  @SchemaFieldNumber("2")
  public abstract long getSmiles();

  /** Its distinct statuses with a smile. */
  @SchemaFieldNumber("3")
  public abstract long getStatuses();

  /** A row; see the properties for units. */
  public static LeaderboardRow of(String hashtag, BigDecimal score, long smiles, long statuses) {
    return new AutoValue_LeaderboardRow(hashtag, score, smiles, statuses);
  }
}
