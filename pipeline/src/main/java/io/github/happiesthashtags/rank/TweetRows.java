package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.Tweet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.Schema.TypeName;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.joda.time.ReadableInstant;

/**
 * Rows of tweets, from SQL or another language, as the tweets that are ranked, each at its event
 * time. Fields that ranking does not need may be missing or of any type.
 */
public final class TweetRows extends PTransform<PCollection<Row>, PCollection<Tweet>> {
  private static final long serialVersionUID = 1L;

  private static final String ID = "id";
  private static final String TIMESTAMP = "timestamp";
  private static final String TEXT = "text";
  private static final String HASHTAGS = "hashtags";
  private static final String LANG = "lang";
  private static final String RETWEET = "retweet";

  private static final Map<String, TypeName> TYPES =
      Map.of(
          ID, TypeName.INT64,
          TEXT, TypeName.STRING,
          HASHTAGS, TypeName.ARRAY,
          LANG, TypeName.STRING,
          RETWEET, TypeName.BOOLEAN);

  private static final Set<String> OPTIONAL = Set.of(LANG, RETWEET);

  /** The types of times in other languages, such as Python, besides {@code DATETIME}. */
  private static final Set<String> INSTANTS =
      Set.of(MicrosInstant.IDENTIFIER, NanosInstant.IDENTIFIER);

  @Override
  public PCollection<Tweet> expand(PCollection<Row> rows) {
    check(rows.getSchema());
    return rows.apply("Convert", ParDo.of(new ConvertFn()));
  }

  private static void check(Schema schema) {
    TYPES.forEach(
        (name, type) -> {
          if (schema.hasField(name)
              ? !isOf(type, schema.getField(name).getType())
              : !OPTIONAL.contains(name)) {
            throw refused(name, type.toString(), schema);
          }
        });
    if (!schema.hasField(TIMESTAMP) || !isTime(schema.getField(TIMESTAMP).getType())) {
      throw refused(TIMESTAMP, "DATETIME", schema);
    }
  }

  private static boolean isOf(TypeName type, FieldType found) {
    if (type != TypeName.ARRAY) {
      return found.getTypeName() == type;
    }
    FieldType element = found.getCollectionElementType();
    return found.getTypeName().isCollectionType()
        && element != null
        && element.getTypeName() == TypeName.STRING;
  }

  private static boolean isTime(FieldType type) {
    Schema.LogicalType<?, ?> logical =
        type.getTypeName().isLogicalType() ? type.getLogicalType() : null;
    return logical == null
        ? type.getTypeName() == TypeName.DATETIME
        : INSTANTS.contains(logical.getIdentifier());
  }

  private static IllegalArgumentException refused(String name, String type, Schema schema) {
    return new IllegalArgumentException(
        "rows to rank need a field "
            + name
            + " of type "
            + type
            + (name.equals(HASHTAGS) ? " of STRING" : "")
            + "; these have "
            + schema.getFields().stream()
                .map(field -> field.getName() + " " + field.getType().getTypeName())
                .toList());
  }

  private static final class ConvertFn extends DoFn<Row, Tweet> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<Tweet> out) {
      Schema schema = row.getSchema();
      Instant time = time(row.getValue(TIMESTAMP));
      Boolean retweet = schema.hasField(RETWEET) ? row.getBoolean(RETWEET) : null;
      Collection<String> hashtags = row.getValue(HASHTAGS);
      String text = row.getString(TEXT);
      Long id = row.getInt64(ID);
      if (id == null) {
        throw new IllegalArgumentException("a row to rank has no id");
      }
      out.outputWithTimestamp(
          Tweet.builder()
              .setId(id)
              .setTimestamp(time)
              .setLang(schema.hasField(LANG) ? row.getString(LANG) : null)
              .setRetweet(Boolean.TRUE.equals(retweet))
              .setText(text == null ? "" : text)
              .setHashtags(hashtags == null ? List.of() : List.copyOf(hashtags))
              .build(),
          time);
    }

    private static Instant time(Object value) {
      return value instanceof java.time.Instant time
          ? Instant.ofEpochMilli(time.toEpochMilli())
          : ((ReadableInstant) value).toInstant();
    }

    // Rows of another language may not be at their event times yet.
    @Override
    @SuppressWarnings("deprecation") // Beam has no other way to allow old timestamps yet.
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }
  }
}
