package io.github.happiesthashtags.twitter.wire;

import io.github.happiesthashtags.twitter.tweet.Author;
import io.github.happiesthashtags.twitter.tweet.ContextAnnotation;
import io.github.happiesthashtags.twitter.tweet.Coordinates;
import io.github.happiesthashtags.twitter.tweet.Entities;
import io.github.happiesthashtags.twitter.tweet.MatchingRule;
import io.github.happiesthashtags.twitter.tweet.Media;
import io.github.happiesthashtags.twitter.tweet.Place;
import io.github.happiesthashtags.twitter.tweet.PublicMetrics;
import io.github.happiesthashtags.twitter.tweet.TweetKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a status says beyond what decides how it is counted. A value that is absent, or that the
 * parser was not asked for, is null.
 *
 * <p>Members of the formats, in which a dot leads into an object:
 *
 * <table>
 * <caption>Where each value comes from</caption>
 * <tr><th>value</th><th>v1.1</th><th>v2</th><th>flattened v2, where it differs</th></tr>
 * <tr><td>kind</td><td colspan="3">from the ids of the other tweets and the account</td></tr>
 * <tr><td>author</td><td>user</td><td>author_id, in includes.users</td><td>author</td></tr>
 * <tr><td>conversationId</td><td></td><td>conversation_id</td><td></td></tr>
 * <tr><td>inReplyToTweetId</td><td>in_reply_to_status_id_str, else in_reply_to_status_id</td>
 *     <td>referenced_tweets.id, of type replied_to</td><td></td></tr>
 * <tr><td>inReplyToUserId</td><td>in_reply_to_user_id_str, else in_reply_to_user_id</td>
 *     <td>in_reply_to_user_id</td><td></td></tr>
 * <tr><td>quotedTweetId *</td><td>quoted_status_id_str, else quoted_status_id</td>
 *     <td>referenced_tweets.id, of type quoted</td><td></td></tr>
 * <tr><td>retweetedTweetId</td><td>retweeted_status.id_str, else retweeted_status.id</td>
 *     <td>referenced_tweets.id, of type retweeted</td><td></td></tr>
 * <tr><td>entities.cashtags *</td><td>entities.symbols.text</td><td>entities.cashtags.tag</td>
 *     <td></td></tr>
 * <tr><td>entities.mentions *</td><td>entities.user_mentions</td><td>entities.mentions</td>
 *     <td>with the account's name</td></tr>
 * <tr><td>entities.urls *</td><td>entities.urls, entities.urls.unwound</td><td>entities.urls</td>
 *     <td></td></tr>
 * <tr><td>entities.annotations *</td><td></td><td>entities.annotations</td><td></td></tr>
 * <tr><td>contextAnnotations</td><td></td><td>context_annotations</td><td></td></tr>
 * <tr><td>media *</td><td>extended_entities.media, else entities.media</td>
 *     <td>attachments.media_keys, in includes.media</td><td>attachments.media</td></tr>
 * <tr><td>place</td><td>place</td><td>geo.place_id, in includes.places</td><td>geo</td></tr>
 * <tr><td>coordinates</td><td>coordinates.coordinates</td><td>geo.coordinates.coordinates</td>
 *     <td></td></tr>
 * <tr><td>metrics.retweets, .replies, .likes, .quotes</td>
 *     <td>retweet_count, reply_count, favorite_count, quote_count</td>
 *     <td>public_metrics.retweet_count, .reply_count, .like_count, .quote_count</td><td></td></tr>
 * <tr><td>metrics.bookmarks, .impressions</td><td></td>
 *     <td>public_metrics.bookmark_count, .impression_count</td><td></td></tr>
 * <tr><td>source</td><td>source, the text of the link</td><td>source</td><td></td></tr>
 * <tr><td>possiblySensitive</td><td>possibly_sensitive</td><td>possibly_sensitive</td>
 *     <td></td></tr>
 * <tr><td>withheldCountries</td><td>withheld_in_countries</td><td>withheld.country_codes</td>
 *     <td></td></tr>
 * <tr><td>editHistory</td><td>edit_history.edit_tweet_ids</td><td>edit_history_tweet_ids</td>
 *     <td></td></tr>
 * <tr><td>matchingRules</td><td>matching_rules</td><td>matching_rules, beside data</td>
 *     <td>matching_rules</td></tr>
 * <tr><td>rawJson</td><td colspan="3">the line, or the tweet's own object if a line is a page</td>
 *     </tr>
 * </table>
 *
 * <p>A value with * belongs to the text. In v1.1 with {@code extended_tweet}, and in v2 with {@code
 * note_tweet}, its entities are those of that member. Of a retweet that carries the retweeted tweet
 * ({@code retweeted_status}, {@code includes.tweets} or, flattened, {@code referenced_tweets}), it
 * is the retweeted tweet's, as the text is. All other values are the retweet's own.
 *
 * @param kind null unless it was asked for
 */
public record StatusDetails(
    @Nullable TweetKind kind,
    @Nullable Author author,
    @Nullable Long conversationId,
    @Nullable Long inReplyToTweetId,
    @Nullable Long inReplyToUserId,
    @Nullable Long quotedTweetId,
    @Nullable Long retweetedTweetId,
    @Nullable Entities entities,
    @Nullable List<ContextAnnotation> contextAnnotations,
    @Nullable List<Media> media,
    @Nullable Place place,
    @Nullable Coordinates coordinates,
    @Nullable PublicMetrics metrics,
    @Nullable String source,
    @Nullable Boolean possiblySensitive,
    @Nullable List<String> withheldCountries,
    @Nullable List<Long> editHistory,
    @Nullable List<MatchingRule> matchingRules,
    @Nullable String rawJson) {

  /** No details, because none were asked for. */
  public static final StatusDetails NONE = onlyRawJson(null);

  static StatusDetails onlyRawJson(@Nullable String rawJson) {
    return new StatusDetails(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, rawJson);
  }
}
