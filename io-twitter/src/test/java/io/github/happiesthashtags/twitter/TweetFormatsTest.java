package io.github.happiesthashtags.twitter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.values.Row;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Every field of a tweet in every format. The fixtures say the same in each format; a column of the
 * table is what one of them gives.
 */
@RunWith(Parameterized.class)
public class TweetFormatsTest {
  private static final String SAME = "=";

  private static final List<String> FORMATS =
      List.of("v1", "v1-extended", "v2", "v2-note", "flattened");

  /** The schema's path, then what v1.1 (both), v2 (both) and flattened v2 give; = for the same. */
  private static final String[][] TABLE = {
    {"id", "1500000000000000001", SAME, SAME},
    {"timestamp", "2022-03-05T06:24:32.657Z", "2022-03-05T06:24:32.000Z", SAME},
    {"lang", "en", SAME, SAME},
    {"retweet", "false", SAME, SAME},
    {"text", "#coffee @bob_example $TEA https://t.co/link & https://t.co/media", SAME, SAME},
    {"hashtags", "[coffee]", SAME, SAME},
    {"versionId", "1500000000000000001", SAME, SAME},
    {"kind", "REPLY", SAME, SAME},
    {"author.id", "2244994900", SAME, SAME},
    {"author.username", "ada_example", SAME, SAME},
    {"author.name", "Ada Example", SAME, SAME},
    {"author.verified", "true", SAME, SAME},
    {"author.verifiedType", "null", "business", SAME},
    {"author.followers", "321", SAME, SAME},
    {"conversationId", "null", "1480000000000000000", SAME},
    {"inReplyToTweetId", "1499999999999999999", SAME, SAME},
    {"inReplyToUserId", "77", SAME, SAME},
    {"quotedTweetId", "1488888888888888888", SAME, SAME},
    {"retweetedTweetId", "null", SAME, SAME},
    {"entities.cashtags", "[TEA]", SAME, SAME},
    {"entities.mentions.id", "[77]", SAME, SAME},
    {"entities.mentions.username", "[bob_example]", SAME, SAME},
    {"entities.mentions.name", "[Bob Example]", "[null]", "[Bob Example]"},
    {"entities.urls.url", "[https://t.co/link]", SAME, SAME},
    {"entities.urls.expandedUrl", "[https://example.com/page]", SAME, SAME},
    {"entities.urls.displayUrl", "[example.com/page]", SAME, SAME},
    {"entities.urls.unwoundUrl", "[https://example.org/end]", SAME, SAME},
    {"entities.urls.title", "[The page]", SAME, SAME},
    {"entities.annotations.text", "[]", "[Coffee]", SAME},
    {"entities.annotations.type", "[]", "[Product]", SAME},
    {"entities.annotations.probability", "[]", "[0.75]", SAME},
    {"contextAnnotations.domainId", "null", "[46]", SAME},
    {"contextAnnotations.domain", "null", "[Business Taxonomy]", SAME},
    {"contextAnnotations.entityId", "null", "[155]", SAME},
    {"contextAnnotations.entity", "null", "[Drinks]", SAME},
    {"media.key", "[700001, 700002]", "[3_700001, 7_700002]", SAME},
    {"media.type", "[photo, video]", SAME, SAME},
    {
      "media.url", "[https://pbs.example.com/p.jpg, https://video.example.com/high.mp4]", SAME, SAME
    },
    {"media.previewImageUrl", "[null, https://pbs.example.com/v.jpg]", SAME, SAME},
    {"media.altText", "[A cup, null]", SAME, SAME},
    {"media.width", "[1200, 1280]", SAME, SAME},
    {"media.height", "[800, 720]", SAME, SAME},
    {"media.durationMillis", "[null, 2734]", SAME, SAME},
    {"media.views", "[null, null]", "[null, 55]", SAME},
    {"place.id", "01a9a39529b27f36", SAME, SAME},
    {"place.name", "Manhattan", SAME, SAME},
    {"place.fullName", "Manhattan, NY", SAME, SAME},
    {"place.type", "city", SAME, SAME},
    {"place.country", "United States", SAME, SAME},
    {"place.countryCode", "US", SAME, SAME},
    {"place.west", "-74.026675", SAME, SAME},
    {"place.south", "40.683935", SAME, SAME},
    {"place.east", "-73.910408", SAME, SAME},
    {"place.north", "40.877483", SAME, SAME},
    {"coordinates.longitude", "-74.0", SAME, SAME},
    {"coordinates.latitude", "40.7", SAME, SAME},
    {"metrics.retweets", "3", SAME, SAME},
    {"metrics.replies", "2", SAME, SAME},
    {"metrics.likes", "4", SAME, SAME},
    {"metrics.quotes", "1", SAME, SAME},
    {"metrics.bookmarks", "null", "5", SAME},
    {"metrics.impressions", "null", "600", SAME},
    {"source", "Client & Co", SAME, SAME},
    {"possiblySensitive", "true", SAME, SAME},
    {"withheldCountries", "[DE, FR]", SAME, SAME},
    {"editHistory", "[1500000000000000001]", SAME, SAME},
    {"matchingRules.id", "[1166, 1167]", SAME, SAME},
    {"matchingRules.tag", "[drinks, null]", "[drinks, ]", SAME},
  };

  private final String format;

  public TweetFormatsTest(String format) {
    this.format = format;
  }

  @Parameters(name = "{0}")
  public static List<String> formats() {
    return FORMATS;
  }

  /** A fixture on one line. */
  static byte[] line(String name) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (InputStream in = TweetFormatsTest.class.getResourceAsStream("/tweets/" + name + ".json")) {
      return mapper.writeValueAsString(mapper.readTree(in)).getBytes(UTF_8);
    }
  }

  static Tweet tweet(byte[] line, Set<TweetField> fields) {
    List<Tweet> tweets = new TweetReader(fields).read(line);
    assertThat(new String(line, UTF_8), tweets, hasSize(1));
    return tweets.get(0);
  }

  private static Row row(Tweet tweet) throws NoSuchSchemaException {
    return SchemaRegistry.createDefault().getToRowFunction(Tweet.class).apply(tweet);
  }

  private static Object value(Object from, String path) {
    if (from == null || path.isEmpty()) {
      return from;
    }
    if (from instanceof Iterable<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(one -> values.add(value(one, path)));
      return values;
    }
    String[] parts = path.split("\\.", 2);
    return value(((Row) from).getValue(parts[0]), parts.length == 1 ? "" : parts[1]);
  }

  @Test
  public void everyFieldIsReadWhereTheFormatHasIt() throws Exception {
    Row row = row(tweet(line(format), TweetField.all()));
    int column = format.startsWith("v1") ? 1 : format.startsWith("v2") ? 2 : 3;
    List<String> actual = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String[] entry : TABLE) {
      int from = column;
      while (entry[from].equals(SAME)) {
        from--;
      }
      expected.add(entry[0] + " = " + entry[from]);
      actual.add(entry[0] + " = " + value(row, entry[0]));
    }
    assertThat(String.join("\n", actual), is(String.join("\n", expected)));
  }

  @Test
  public void theTableNamesEveryField() {
    Set<String> named = new HashSet<>();
    for (String[] entry : TABLE) {
      named.add(entry[0].replaceFirst("\\..*", ""));
    }
    Set<String> fields = new HashSet<>();
    TweetField.all().forEach(field -> fields.add(field.fieldName()));
    assertThat(named, is(fields));
  }

  @Test
  public void aFieldThatIsNotAskedForIsNullAndTheOthersAreTheSame() throws Exception {
    byte[] line = line(format);
    Row whole = row(tweet(line, TweetField.all()));
    for (TweetField field : TweetField.all()) {
      Row row = row(tweet(line, EnumSet.of(field)));
      for (TweetField other : TweetField.all()) {
        Object value = row.getValue(other.fieldName());
        if (other == field) {
          assertThat(field.name(), value, is(whole.<Object>getValue(field.fieldName())));
        } else if (row.getSchema().getField(other.fieldName()).getType().getNullable()) {
          assertThat(field + " without " + other, value, is(nullValue()));
        }
      }
    }
  }

  @Test
  public void aRowGivesTheTweetBack() throws Exception {
    Set<TweetField> fields = EnumSet.allOf(TweetField.class);
    Tweet tweet = tweet(line(format), fields);
    Tweet back = SchemaRegistry.createDefault().getFromRowFunction(Tweet.class).apply(row(tweet));
    assertThat(back, is(tweet));
    assertThat(back.kind(), is(TweetKind.REPLY));
  }

  @Test
  public void theRawJsonIsTheMessage() throws Exception {
    byte[] line = line(format);
    String json = new String(line, UTF_8);
    byte[] padded = (" \t" + json + "\r\n").getBytes(UTF_8);
    for (Set<TweetField> fields :
        List.of(EnumSet.of(TweetField.RAW_JSON), EnumSet.allOf(TweetField.class))) {
      assertThat(tweet(line, fields).getRawJson(), is(json));
      assertThat(tweet(padded, fields).getRawJson(), is(json));
    }
  }

  @Test
  public void theRawJsonOfAPageIsThatOfEachTweet() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String one = mapper.readTree(line(format)).path("data").toString();
    one = one.isEmpty() ? new String(line(format), UTF_8) : one;
    String envelope = format.startsWith("v1") ? "statuses" : "data";
    String page = "xx{\"" + envelope + "\":[" + one + ", " + one + " ]}";
    byte[] bytes = page.getBytes(UTF_8);
    List<Tweet> tweets =
        new TweetReader(EnumSet.allOf(TweetField.class)).read(bytes, 2, bytes.length - 2);
    assertThat(tweets.stream().map(Tweet::getRawJson).toList(), contains(one, one));
  }

  @Test
  public void detailsDoNotChangeWhatATweetIs() throws Exception {
    byte[] line = line(format);
    Tweet lean =
        tweet(
            line,
            EnumSet.of(TweetField.ID, TweetField.TEXT, TweetField.HASHTAGS, TweetField.TIMESTAMP));
    Tweet whole = tweet(line, TweetField.all());
    assertThat(
        List.of(whole.getId(), whole.getText(), whole.getHashtags(), whole.getTimestamp()),
        containsInAnyOrder(lean.getId(), lean.getText(), lean.getHashtags(), lean.getTimestamp()));
  }
}
