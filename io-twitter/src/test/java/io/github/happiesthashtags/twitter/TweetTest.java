package io.github.happiesthashtags.twitter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Mention;
import io.github.happiesthashtags.twitter.tweet.Place;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.junit.Test;

public class TweetTest {
  private static final String V2 =
      "{\"data\":{\"id\":\"1500000000000000001\",\"text\":\"hi\"%s}%s}";

  private static Tweet v2(String members, String beside) {
    return TweetFormatsTest.tweet(
        V2.formatted(members, beside).replace('\'', '"').getBytes(UTF_8), TweetField.all());
  }

  private static Tweet fixture(String name) throws Exception {
    return TweetFormatsTest.tweet(TweetFormatsTest.line(name), TweetField.all());
  }

  /** Names, numbers and types of the fields, and of those inside them. */
  private static String describe(Schema schema, String indent) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < schema.getFieldCount(); i++) {
      Schema.Field field = schema.getField(i);
      Schema.FieldType type = field.getType();
      Schema.FieldType element =
          type.getTypeName().isCollectionType() ? type.getCollectionElementType() : type;
      text.append(indent)
          .append(i)
          .append(' ')
          .append(field.getName())
          .append(' ')
          .append(type.getTypeName().isCollectionType() ? "list of " : "")
          .append(element.getTypeName())
          .append(type.getNullable() ? " or null" : "")
          .append('\n');
      Schema row = element.getRowSchema();
      if (row != null) {
        text.append(describe(row, indent + "  "));
      }
    }
    return text.toString();
  }

  @Test
  public void theSchemaIsTheCommittedOne() throws Exception {
    String committed;
    try (InputStream in = TweetTest.class.getResourceAsStream("/tweets/schema.txt")) {
      committed = new String(in.readAllBytes(), UTF_8);
    }
    Schema schema = SchemaRegistry.createDefault().getSchema(Tweet.class);
    assertThat(describe(schema, ""), is(committed));
  }

  @Test
  public void fieldsAreNamedAndOrderedAsInTheSchema() throws Exception {
    Schema schema = SchemaRegistry.createDefault().getSchema(Tweet.class);
    assertThat(
        Arrays.stream(TweetField.values()).map(TweetField::fieldName).collect(Collectors.toList()),
        is(schema.getFieldNames()));
  }

  @Test
  public void whatAMessageDoesNotSayIsNull() {
    Tweet tweet = v2("", "");
    assertThat(
        tweet,
        is(
            Tweet.builder()
                .setId(1500000000000000001L)
                .setVersionId(1500000000000000001L)
                .setTimestamp(tweet.getTimestamp())
                .setText("hi")
                .setKind("ORIGINAL")
                .build()));
  }

  @Test
  public void nullsAndOtherTypesAreAbsent() {
    List<String> names =
        List.of(
            "author_id",
            "user",
            "conversation_id",
            "in_reply_to_user_id",
            "referenced_tweets",
            "entities",
            "context_annotations",
            "attachments",
            "extended_entities",
            "geo",
            "place",
            "coordinates",
            "public_metrics",
            "retweet_count",
            "source",
            "possibly_sensitive",
            "withheld",
            "withheld_in_countries",
            "edit_history",
            "matching_rules");
    for (String value : List.of("null", "[]", "{}", "[[]]", "[{}]", "-1", "1e999", "[null]")) {
      for (String name : names) {
        Tweet tweet = v2(",'" + name + "':" + value, "");
        assertThat(name + value, tweet.getText(), is("hi"));
        assertThat(name + value, tweet.getKind(), is("ORIGINAL"));
        if (value.equals("null") || value.equals("-1")) {
          assertThat(name, tweet, is(v2("", "")));
        }
      }
    }
  }

  @Test
  public void aQuoteAReplyAndARetweetAreTold() throws Exception {
    assertThat(
        v2(",'referenced_tweets':[{'type':'quoted','id':'5'}]", "").kind(), is(TweetKind.QUOTE));
    assertThat(v2(",'in_reply_to_user_id':'5'", "").kind(), is(TweetKind.REPLY));
    assertThat(v2("", "").kind(), is(TweetKind.ORIGINAL));
    assertThat(fixture("v2-retweet").kind(), is(TweetKind.RETWEET));
  }

  @Test
  public void aRetweetHasTheContentOfTheRetweetedTweetAndTheRestOfItsOwn() throws Exception {
    for (String format : List.of("v1", "v2", "flattened")) {
      Tweet retweet = fixture(format + "-retweet");
      Tweet original = fixture(format.equals("v1") ? "v1-extended" : format);
      assertThat(format, retweet.getKind(), is("RETWEET"));
      assertThat(format, retweet.getRetweetedTweetId(), is(original.getId()));
      assertThat(format, retweet.getQuotedTweetId(), is(original.getQuotedTweetId()));
      assertThat(format, retweet.getText(), is(original.getText()));
      assertThat(format, retweet.getEntities(), is(original.getEntities()));
      assertThat(format, retweet.getMedia(), is(original.getMedia()));
      assertThat(format, retweet.getAuthor().getUsername(), is("cy_example"));
      assertThat(format, retweet.getMetrics().getLikes(), is(0L));
      assertThat(format, retweet.getSource(), is("Phone"));
      assertThat(format, retweet.getInReplyToUserId(), is(nullValue()));
      assertThat(format, retweet.getPlace(), is(nullValue()));
      assertThat(format, retweet.getCoordinates(), is(nullValue()));
    }
  }

  @Test
  public void whatIsNotIncludedHasItsIdAlone() {
    Tweet tweet =
        v2(
            ",'author_id':'7','attachments':{'media_keys':['3_1']},'geo':{'place_id':'abc'}",
            ",'includes':{'users':[{'id':'8','username':'other'}]}");
    assertThat(tweet.getAuthor(), is(Author.builder().setId(7L).build()));
    assertThat(tweet.getMedia(), contains(Media.builder().setKey("3_1").build()));
    assertThat(tweet.getPlace(), is(Place.builder().setId("abc").build()));
    assertThat(tweet.getCoordinates(), is(nullValue()));
  }

  @Test
  public void aMessageWithoutEntitiesHasNoneAndOneWithSomeHasEmptyLists() {
    assertThat(v2("", "").getEntities(), is(nullValue()));
    Tweet tweet = v2(",'entities':{'mentions':[{'username':'bob'}]}", "");
    assertThat(
        tweet.getEntities(),
        is(
            Entities.builder()
                .setMentions(List.of(Mention.builder().setUsername("bob").build()))
                .build()));
    assertThat(tweet.getEntities().getUrls(), is(empty()));
  }

  @Test
  public void theLastOfRepeatedMembersCounts() {
    Tweet tweet =
        v2(
            ",'author_id':'7','author_id':'8','referenced_tweets':[{'type':'quoted','id':'5'}],"
                + "'referenced_tweets':[{'type':'replied_to','id':'6'}]",
            ",'includes':{'users':[{'id':'8','username':'a'}]},"
                + "'includes':{'users':[{'id':'8','username':'b'}]}");
    assertThat(tweet.getAuthor().getUsername(), is("b"));
    assertThat(tweet.getQuotedTweetId(), is(nullValue()));
    assertThat(tweet.getInReplyToTweetId(), is(6L));
  }

  @Test
  public void idsThatOnlyFitAStringAreRead() {
    Tweet tweet = v2(",'conversation_id':'9223372036854775807'", "");
    assertThat(tweet.getConversationId(), is(Long.MAX_VALUE));
    assertThat(
        v2(",'conversation_id':'9223372036854775808'", "").getConversationId(), is(nullValue()));
  }

  @Test
  public void anEditedTweetHasTheIdOfItsFirstVersionAndAllVersions() {
    Tweet tweet = v2(",'edit_history_tweet_ids':['1400000000000000000','1500000000000000001']", "");
    assertThat(tweet.getId(), is(1400000000000000000L));
    assertThat(tweet.getVersionId(), is(1500000000000000001L));
    assertThat(tweet.getEditHistory(), contains(1400000000000000000L, 1500000000000000001L));
  }
}
