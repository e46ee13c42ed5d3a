package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.Test;

/** The options for measurements, and that they leave the default stream alone. */
public final class MeasuredTweetsTest {
  private static final long START = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  public void theDefaultStreamIsTheSameInEveryRelease() {
    SyntheticTweets v2 = SyntheticTweets.withSeed(42);
    SyntheticTweets v1 = SyntheticTweets.withSeed(42);
    CRC32 ofV2 = new CRC32();
    CRC32 ofV1 = new CRC32();
    for (int i = 0; i < 2000; i++) {
      ofV2.update(v2.nextV2(START + i * 7L));
      ofV1.update(v1.nextV1(START + i * 7L));
    }
    assertThat(ofV2.getValue(), is(0xc1ac5a2fL));
    assertThat(ofV1.getValue(), is(0x7a7f59cdL));
  }

  @Test
  public void optionsAddUpInAnyOrder() {
    SyntheticTweets one =
        SyntheticTweets.withSeed(1).withHappyShare(1).withHashtags(7).withSmilesAsRecorded();
    SyntheticTweets other =
        SyntheticTweets.withSeed(1).withSmilesAsRecorded().withHashtags(7).withHappyShare(1);
    for (int i = 0; i < 100; i++) {
      assertThat(other.nextV2(START + i), is(one.nextV2(START + i)));
    }
  }

  @Test
  public void thereAreAsManyHashtagsAsAskedFor() throws IOException {
    assertThat(names(1).size(), is(1));
    assertThat(names(100).size(), is(100));
    assertThat(names(100_000).size(), is(greaterThan(2_000)));
  }

  @Test
  public void aNumberOfHashtagsThatIsNoneIsRefused() {
    SyntheticTweets tweets = SyntheticTweets.withSeed(1);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> tweets.withHashtags(0));
    assertThat(refusal.getMessage(), is("hashtags is 0: give a number from 1 to 10000000"));
  }

  @Test
  public void everyFoldingMakesTheSameHashtagOfEverySpelling() {
    Dice dice = new Dice(1);
    for (int rank = 0; rank < 2_000; rank++) {
      String name = NumberedHashtags.name(rank);
      String spelled = NumberedHashtags.spelled(name, dice);
      assertThat(spelled.toLowerCase(Locale.ROOT), is(name.toLowerCase(Locale.ROOT)));
      assertThat(Normalizer.normalize(spelled, Normalizer.Form.NFKC), is(spelled));
      assertThat(spelled.chars().max().orElse(0), is(lessThan((int) Character.MIN_SURROGATE)));
    }
  }

  @Test
  public void withSmilesAsRecordedHappyStatusesSmileInOneWay() throws IOException {
    SyntheticTweets storm = SyntheticTweets.withSeed(2).withHappyShare(1).withSmilesAsRecorded();
    for (int i = 0; i < 1000; i++) {
      JsonNode message = JSON.readTree(storm.nextV2(START + i));
      assertThat(Happiness.isHappy(message), is(true));
      assertThat(message.toString().contains(":)"), is(true));
    }
  }

  @Test
  public void withSmilesAsRecordedFewLinesSmileOutsideTheText() {
    SyntheticTweets calm = SyntheticTweets.withSeed(2).withHappyShare(0).withSmilesAsRecorded();
    int smiling = 0;
    for (int i = 0; i < 10_000; i++) {
      smiling += new String(calm.nextV1(START + i), UTF_8).contains(":)") ? 1 : 0;
    }
    assertThat(smiling, is(both(greaterThan(100)).and(lessThan(600))));
  }

  private static Set<String> names(int hashtags) throws IOException {
    SyntheticTweets storm = SyntheticTweets.withSeed(3).withHappyShare(1).withHashtags(hashtags);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      JsonNode tags = JSON.readTree(storm.nextV2(START + i)).at("/data/entities/hashtags");
      tags.forEach(tag -> names.add(tag.get("tag").asText().toLowerCase(Locale.ROOT)));
    }
    return names;
  }
}
