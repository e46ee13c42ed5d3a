package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.TIME_MILLIS;
import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static io.github.happiesthashtags.twitter.testing.WireMessages.idAt;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v1;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Message;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Page;
import static io.github.happiesthashtags.twitter.testing.WireMessages.v2Retweet;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.testing.Json;
import io.github.happiesthashtags.twitter.wire.Outcome.Seen;
import java.util.List;
import org.junit.Test;

/** Which text of a message counts, and which hashtags belong to it. */
public class TextSourceTest {
  private static final Json EXTENDED =
      Json.object("full_text", "long #a #b", "entities", Json.v1Entities("a", "b"));

  private static Json note(String text, String... hashtags) {
    return Json.object("text", text, "entities", Json.v2Entities(hashtags));
  }

  private static void assertReads(Object message, String text, String... hashtags) {
    Seen seen = Outcome.status(message);
    assertThat(seen.text(), is(text));
    assertThat(seen.hashtags(), is(List.of(hashtags)));
  }

  @Test
  public void theExtendedTweetReplacesTextAndHashtags() {
    Json cut = v1(1, "long #a…", "a").with("truncated", true);

    assertReads(cut.with("extended_tweet", EXTENDED), "long #a #b", "a", "b");
  }

  @Test
  public void anExtendedTweetWithoutTextReplacesNothing() {
    Json cut = v1(1, "short #a", "a");

    assertReads(cut.with("extended_tweet", EXTENDED.without("full_text")), "short #a", "a");
    assertReads(cut.with("extended_tweet", EXTENDED.with("full_text", null)), "short #a", "a");
    assertReads(cut.with("extended_tweet", Json.array(1)), "short #a", "a");
    assertReads(cut.with("extended_tweet", null), "short #a", "a");
  }

  @Test
  public void theFullTextOfRestGoesBeforeText() {
    Json rest = v1(1, "x", "a").with("full_text", "full #a");

    assertReads(rest, "full #a", "a");
    assertReads(rest.without("text"), "full #a", "a");
  }

  @Test
  public void theNoteReplacesTextAndHashtags() {
    Json tweet = v2(1, "cut #a…", "a").with("note_tweet", note("note #n", "n"));

    assertReads(tweet, "note #n", "n");
    assertReads(v2Message(tweet), "note #n", "n");
    assertReads(v2Page(tweet), "note #n", "n");
  }

  @Test
  public void aNoteWithoutEntitiesHasItsHashtagsExtracted() {
    Json note = note("note #n").without("entities");

    assertReads(v2(1, "cut #a…", "a").with("note_tweet", note), "note #n", "n");
  }

  @Test
  public void aRetweetHasTheTextOfTheRetweetedStatusAndItsOwnIdTimeAndLanguage() {
    Json original =
        v1(9, "original #o", "o")
            .with("id", idAt(TIME_MILLIS - 3_600_000, 9))
            .with("timestamp_ms", "1")
            .with("lang", "ja");
    Json retweet = v1(1, "RT @a: original #…").with("retweeted_status", original);

    assertThat(
        Outcome.status(retweet),
        is(new Seen(id(1), TIME_MILLIS, "en", true, "original #o", List.of("o"))));
  }

  @Test
  public void aRetweetOfALongStatusHasItsFullText() {
    Json original = v1(9, "long…").with("extended_tweet", EXTENDED);

    assertReads(v1(1, "RT").with("retweeted_status", original), "long #a #b", "a", "b");
    Json v2Original = v2(9, "cut…").with("note_tweet", note("note #n", "n"));
    assertReads(v2Message(v2Retweet(1, 9, "RT"), v2Original), "note #n", "n");
  }

  @Test
  public void aRetweetThatDoesNotCarryTheStatusKeepsItsOwnText() {
    assertReads(v1(1, "RT #a", "a").with("retweeted_status", null), "RT #a", "a");
    assertReads(v1(1, "RT #a", "a").with("retweeted_status", Json.object()), "RT #a", "a");
    assertReads(v2Retweet(1, 9, "RT"), "RT");
    assertReads(v2Message(v2Retweet(1, 9, "RT"), v2(8, "another")), "RT");
    assertThat(Outcome.status(v2Retweet(1, 9, "RT")).retweet(), is(true));
    assertThat(
        Outcome.status(v1(1, "RT").with("retweeted_status", Json.object())).retweet(), is(true));
  }

  @Test
  public void theIncludesResolveARetweetWhereverTheyStand() {
    Json retweet = v2Retweet(1, 9, "RT @a: original…");
    Json includes =
        Json.object("users", Json.array(), "tweets", Json.array(v2(8, "no"), original()));

    assertReads(Json.object("data", retweet, "includes", includes), "original #o", "o");
    assertReads(Json.object("includes", includes, "data", retweet), "original #o", "o");
    assertReads(Json.object("includes", includes, "data", Json.array(retweet)), "original #o", "o");
  }

  private static Json original() {
    return v2(9, "original #o", "o");
  }

  @Test
  public void everyRetweetOfAPageFindsItsOwn() {
    Json page =
        v2Page(v2Retweet(1, 9, "RT"), v2(2, "own"), v2Retweet(3, 8, "RT"))
            .with("includes", Json.object("tweets", Json.array(v2(8, "eight"), v2(9, "nine"))));

    assertThat(
        Outcome.of(page).statuses.stream().map(Seen::text).toList(),
        contains("nine", "own", "eight"));
  }

  @Test
  public void aReferencedTweetEmbeddedInPlaceNeedsNoIncludes() {
    Json flattened =
        v2(1, "RT @a: original…")
            .with("referenced_tweets", Json.array(original().with("type", "retweeted")));

    assertReads(flattened, "original #o", "o");
    assertThat(Outcome.status(flattened).id(), is(id(1)));
  }

  @Test
  public void aQuotedOrRepliedToStatusAddsNothing() {
    Json quote =
        v1(1, "mine #m", "m").with("quoted_status", v1(9, "theirs #t", "t")).with("is_quote", true);
    assertReads(quote, "mine #m", "m");
    assertThat(Outcome.status(quote).retweet(), is(false));

    for (String type : List.of("quoted", "replied_to")) {
      Json reference = Json.object("type", type, "id", String.valueOf(id(9)));
      Json tweet = v2(1, "mine #m", "m");
      assertReads(
          v2Message(tweet.with("referenced_tweets", Json.array(reference)), original()),
          "mine #m",
          "m");
      assertReads(
          tweet.with("referenced_tweets", Json.array(original().with("type", type))),
          "mine #m",
          "m");
    }
  }

  @Test
  public void aRetweetOfAQuoteIsTheQuotingStatusOnly() {
    Json quoting =
        v1(9, "quoting #q", "q")
            .with("quoted_status", v1(8, "quoted #x", "x"))
            .with("retweeted_status", v1(7, "deeper #y", "y"));

    assertReads(v1(1, "RT").with("retweeted_status", quoting), "quoting #q", "q");
  }

  @Test
  public void withoutEntitiesTheHashtagsAreExtractedFromTheText() {
    Json bare = v2(1, "so #happy&amp;#sad #１２ #hàppy's").without("entities");

    assertThat(Outcome.status(bare).hashtags(), contains("happy", "hàppy"));
    assertThat(Outcome.status(bare.with("entities", null)).hashtags().size(), is(2));
    assertThat(Outcome.status(bare.with("entities", "odd")).hashtags().size(), is(2));
  }

  @Test
  public void entitiesWithoutHashtagsMeanNoHashtags() {
    Json tweet = v2(1, "so #happy");

    assertThat(Outcome.status(tweet.with("entities", Json.object())).hashtags(), is(empty()));
    for (Object none :
        new Object[] {Json.array(), null, Json.array(Json.object("tag", "", "start", 0))}) {
      Json entities = Json.object("urls", Json.array(), "hashtags", none);
      assertThat(Outcome.status(tweet.with("entities", entities)).hashtags(), is(empty()));
    }
  }

  @Test
  public void entitiesInAnotherFormHaveTheirHashtagsExtractedFromTheText() {
    Json good = Json.object("tag", "good", "indices", Json.array(1, 2));
    for (Object odd :
        new Object[] {
          Json.array("good"),
          Json.array(good, 1),
          Json.array(null, good),
          Json.array(good, Json.array(Json.object("tag", "deep"))),
          Json.array(good, Json.object("tag", 5)),
          Json.array(Json.object("tag", null), good),
          Json.array(Json.object("start", 1)),
          Json.array(Json.object("hashtag", "good")),
          Json.array(Json.object()),
          "good",
          5,
          Json.object("tag", "x")
        }) {
      Json entities = Json.object("hashtags", odd, "urls", Json.array(Json.object("tag", "no")));
      String line = v2(1, "so #happy &amp; #sad").with("entities", entities).toString();

      assertThat(line, Outcome.status(line).hashtags(), contains("happy", "sad"));
      assertReads(
          v1(1, "cut", "cut")
              .with("extended_tweet", Json.object("full_text", "a #b", "entities", entities)),
          "a #b",
          "b");
      assertReads(
          v2(1, "cut").with("note_tweet", note("a #b").with("entities", entities)), "a #b", "b");
    }
  }

  @Test
  public void repeatedHashtagsAndTheirWritingAreKept() {
    assertReads(v1(1, "#A #a #A", "A", "a", "A"), "#A #a #A", "A", "a", "A");
  }

  @Test
  public void theThreeEscapesOfTwitterAreUndoneOnce() {
    assertReads(
        v1(1, "&lt;3 &amp;amp; &gt;_&lt; &amp;lt; &quot; &am &"), "<3 &amp; >_< &lt; &quot; &am &");
    assertReads(v1(1, "&&&lt;&amp;gt;&lt"), "&&<&gt;&lt");
  }

  @Test
  public void escapesAreUndoneBeforeHashtagsAreExtracted() {
    assertThat(
        Outcome.status(v2(1, "&lt;#in&gt; R&amp;#d").without("entities")).hashtags(),
        contains("in"));
  }

  @Test
  public void theLanguageIsTheMessagesOrNull() {
    assertThat(Outcome.status(v1(1, "x").with("lang", "pt")).lang(), is("pt"));
    for (Object none : new Object[] {null, 5, Json.array("en")}) {
      assertThat(Outcome.status(v1(1, "x").with("lang", none)).lang(), is((String) null));
    }
  }

  @Test
  public void codesThatLanguagesHadBeforeAreThoseOfToday() {
    for (String[] codes :
        new String[][] {
          {"in", "id"},
          {"iw", "he"},
          {"ji", "yi"},
          {"IW", "he"},
          {"in-ID", "id-ID"},
          {"und", "und"},
          {"qme", "qme"},
          {"zh-tw", "zh-tw"},
          {"inh", "inh"},
          {"id", "id"},
          {"", ""}
        }) {
      assertThat(Outcome.status(v1(1, "x").with("lang", codes[0])).lang(), is(codes[1]));
      assertThat(Outcome.status(v2Page(v2(1, "x").with("lang", codes[0]))).lang(), is(codes[1]));
    }
    assertThat(
        Outcome.status(v1(1, "x").toString().replace("\"en\"", "\"\\u0069n\"")).lang(), is("id"));
  }

  @Test
  public void aTextOfTheWrongTypeIsADeadLetter() {
    for (Object wrong : new Object[] {5, true, Json.array("x"), Json.object("text", "x")}) {
      assertThat(
          Outcome.deadLetter(v1(1, "x").with("text", wrong)),
          is("a status whose text is no string"));
    }
    assertThat(
        Outcome.deadLetter(v2Message(v2(1, "x").with("text", null))), is("a status without text"));
  }

  @Test
  public void anEmptyTextIsAText() {
    assertReads(v1(1, ""), "");
  }
}
