package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.util.EnumSet;
import java.util.Set;
import org.junit.Test;

public class RequestFieldsTest {
  private static final String LEAN =
      "tweet.fields=created_at,lang,entities,note_tweet,referenced_tweets,edit_history_tweet_ids"
          + "&expansions=referenced_tweets.id";

  private static String query(XApi api) {
    return api.requestFields().query();
  }

  @Test
  public void byDefaultARequestAsksForWhatTheLeaderboardNeeds() {
    assertThat(query(XApi.streams("sample")), is(LEAN));
  }

  @Test
  public void aRequestAsksForWhatIsUsed() {
    Set<TweetField> used = EnumSet.of(TweetField.ID, TweetField.AUTHOR);
    assertThat(
        query(XApi.streams("sample").withUsedFields(used)),
        is(
            "tweet.fields=created_at,referenced_tweets,edit_history_tweet_ids,author_id"
                + "&expansions=author_id"
                + "&user.fields=username,name,verified,verified_type,public_metrics"));
  }

  @Test
  public void aFixedRequestStaysWhateverIsUsed() {
    XApi fixed = XApi.streams("sample").withTweetFields("lang", "public_metrics").withExpansions();
    assertThat(query(fixed), is("tweet.fields=lang,public_metrics"));
    assertThat(query(fixed.withUsedFields(TweetField.all())), is(query(fixed)));
    assertThat(
        query(XApi.streams("sample").withUserFields("location").withMediaFields("url")),
        is(LEAN + "&user.fields=location&media.fields=url"));
    assertThat(
        query(XApi.streams("sample").withPlaceFields("id").withUsedFields(TweetField.all())),
        is(LEAN + "&place.fields=id"));
  }

  @Test
  public void allFieldsAreEverythingThatATweetNeeds() {
    String all = query(XApi.streams("sample").withAllFields());
    assertThat(all, is(RequestFields.forFields(TweetField.all()).query()));
    for (String part :
        new String[] {
          "author_id", "conversation_id", "context_annotations", "attachments.media_keys", "geo",
          "place.fields=", "media.fields=", "withheld", "possibly_sensitive", "source"
        }) {
      assertThat(all, containsString(part));
    }
    assertThat(all, not(containsString(" ")));
  }

  @Test
  public void aNameThatCannotBeTheApisIsRefused() {
    XApi api = XApi.streams("sample");
    assertThrows(IllegalArgumentException.class, () -> api.withTweetFields("lang&partition=2"));
    assertThrows(IllegalArgumentException.class, () -> api.withUserFields("name,username"));
  }
}
