package io.github.happiesthashtags.rank;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.junit.Test;

/**
 * The names, types and order of the fields of public values. Stored rows and other languages rely
 * on them: add fields at the end, and never change one.
 */
public class SchemasTest {
  @Test
  public void leaderboardsKeepTheirFields() throws NoSuchSchemaException {
    assertThat(
        fields(Leaderboard.class),
        is("windowStart DATETIME, windowEnd DATETIME, timing STRING, pane INT64, rows ARRAY"));
    assertThat(
        fields(LeaderboardRow.class),
        is("hashtag STRING, score DECIMAL, smiles INT64, statuses INT64"));
    assertThat(
        fields(LeaderboardRows.SCHEMA),
        is(
            "window_start DATETIME, window_end DATETIME, timing STRING, pane INT64, rank INT32,"
                + " hashtag STRING, score DECIMAL, smiles INT64, statuses INT64"));
  }

  @Test
  public void deadLettersKeepTheirFields() throws NoSuchSchemaException {
    assertThat(
        fields(DeadLetter.class), is("source STRING, position INT64, reason STRING, line BYTES"));
  }

  private static String fields(Class<?> type) throws NoSuchSchemaException {
    return fields(SchemaRegistry.createDefault().getSchema(type));
  }

  private static String fields(Schema schema) {
    return schema.getFields().stream()
        .map(field -> field.getName() + " " + field.getType().getTypeName())
        .collect(Collectors.joining(", "));
  }
}
