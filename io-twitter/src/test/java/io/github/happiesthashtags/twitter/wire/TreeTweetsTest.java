package io.github.happiesthashtags.twitter.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.testsupport.SharedData;
import io.github.happiesthashtags.twitter.Tweet;
import io.github.happiesthashtags.twitter.TweetReader;
import io.github.happiesthashtags.twitter.tweet.TweetField;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.Test;

/**
 * Compares whole tweets of real recordings with a reading through trees; skipped if the recordings
 * are missing.
 */
public class TreeTweetsTest {

  private static int compare(String file) throws IOException {
    TweetReader reader = new TweetReader(TweetField.all());
    int tweets = 0;
    for (String line : Files.readAllLines(SharedData.file(file))) {
      byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      List<Tweet> expected;
      try {
        expected = TreeTweets.read(bytes, 0, bytes.length);
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        continue;
      }
      List<Tweet> actual = reader.read(bytes);
      assertThat(file, actual, is(expected));
      tweets += actual.size();
    }
    return tweets;
  }

  @Test
  public void tweetsOfV1StreamsAreRead() throws IOException {
    assertThat(compare("tweets-v1.1/sample-20130505-947lines.jsonl"), is(819));
    assertThat(compare("tweets-v1.1/sample-20161118-237lines.jsonl"), is(209));
    assertThat(compare("tweets-v1.1/filter-20200319-apple-275lines.jsonl"), is(275));
  }

  @Test
  public void extendedTweetsAreRead() throws IOException {
    assertThat(compare("tweets-v1.1/sample-20180310-extended-72lines.jsonl"), is(72));
  }

  @Test
  public void messagesOfTheFilteredStreamAreRead() throws IOException {
    assertThat(compare("tweets-v2/streaming_output_with_error.jsonl"), is(7));
  }

  @Test
  public void pagesOfV2AreRead() throws IOException {
    assertThat(compare("tweets-v2/kpop.jsonl"), is(100));
    assertThat(compare("tweets-v2/2sets.jsonl"), is(200));
    assertThat(compare("tweets-v2/edited.jsonl"), is(1));
    assertThat(compare("tweets-v2/geo_tweets.jsonl"), is(2));
  }
}
