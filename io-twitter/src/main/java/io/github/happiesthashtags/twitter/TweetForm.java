package io.github.happiesthashtags.twitter;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import io.github.happiesthashtags.twitter.wire.StatusDetails;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;

/** Every status becomes a {@link Tweet} at its own event time. */
final class TweetForm implements ParseBlocks.Form<Tweet> {
  private static final long serialVersionUID = 1L;

  private final EnumSet<TweetField> fields;

  /**
   * Tweets with some fields.
   *
   * @param fields what a tweet gets; its id, time and retweet flag cost nothing and are always set
   */
  TweetForm(Set<TweetField> fields) {
    this.fields = EnumSet.noneOf(TweetField.class);
    this.fields.addAll(fields);
  }

  /**
   * Returns the fields with these names. A nested name, in Beam's notation, such as {@code
   * author.username} or {@code entities.urls[].url}, selects its whole top-level field.
   *
   * @throws IllegalArgumentException if there is no such field; the message lists the names
   */
  static Set<TweetField> named(String... names) {
    Set<TweetField> fields = TweetField.named(Arrays.asList(names));
    for (String name : names) {
      if (name.indexOf('.') >= 0) {
        checkNested(name);
      }
    }
    return fields;
  }

  private static void checkNested(String name) {
    Schema schema = new AutoValueSchema().schemaFor(TypeDescriptor.of(Tweet.class));
    String outer = "a tweet";
    for (String part : name.replace("[]", "").replaceFirst("\\.\\*$", "").split("\\.", -1)) {
      List<String> parts = schema == null ? List.of() : schema.getFieldNames();
      if (schema == null || !parts.contains(part)) {
        throw new IllegalArgumentException(
            "a tweet has no field "
                + name
                + ": "
                + outer
                + (parts.isEmpty() ? " has no fields" : " has " + String.join(", ", parts)));
      }
      Schema.FieldType type = schema.getField(part).getType();
      Schema.FieldType element = type.getCollectionElementType();
      schema = (element == null ? type : element).getRowSchema();
      outer = part;
    }
  }

  @Override
  public TypeDescriptor<Tweet> type() {
    return TypeDescriptor.of(Tweet.class);
  }

  @Override
  public ParseBlocks.Parser<Tweet> parser() {
    MessageParser parser = new MessageParser(fields);
    return (line, offset, length, output) ->
        parser.parse(
            line,
            offset,
            length,
            new MessageHandler() {
              @Override
              public void status(Status status) {
                output.status();
                Instant time = Instant.ofEpochMilli(status.timestampMillis());
                output.element(tweet(status, time, fields), time);
              }

              @Override
              public void other(MessageKind kind) {
                output.other(kind);
              }

              @Override
              public void malformed(String reason) {
                output.malformed(reason);
              }
            });
  }

  static Tweet tweet(Status status, Instant time, Set<TweetField> fields) {
    Tweet.Builder tweet =
        Tweet.builder()
            .setId(status.id())
            .setTimestamp(time)
            .setRetweet(status.isRetweet())
            .setLang(fields.contains(TweetField.LANG) ? status.lang() : null)
            .setText(fields.contains(TweetField.TEXT) ? status.text() : "")
            .setVersionId(fields.contains(TweetField.VERSION_ID) ? status.versionId() : null);
    if (fields.contains(TweetField.HASHTAGS)) {
      tweet.setHashtags(status.hashtags());
    }
    StatusDetails details = status.details();
    return details.equals(StatusDetails.NONE) ? tweet.build() : withDetails(tweet, details);
  }

  private static Tweet withDetails(Tweet.Builder tweet, StatusDetails details) {
    TweetKind kind = details.kind();
    return tweet
        .setKind(kind == null ? null : kind.name())
        .setAuthor(details.author())
        .setConversationId(details.conversationId())
        .setInReplyToTweetId(details.inReplyToTweetId())
        .setInReplyToUserId(details.inReplyToUserId())
        .setQuotedTweetId(details.quotedTweetId())
        .setRetweetedTweetId(details.retweetedTweetId())
        .setEntities(details.entities())
        .setContextAnnotations(details.contextAnnotations())
        .setMedia(details.media())
        .setPlace(details.place())
        .setCoordinates(details.coordinates())
        .setMetrics(details.metrics())
        .setSource(details.source())
        .setPossiblySensitive(details.possiblySensitive())
        .setWithheldCountries(details.withheldCountries())
        .setEditHistory(details.editHistory())
        .setMatchingRules(details.matchingRules())
        .setRawJson(details.rawJson())
        .build();
  }
}
