package io.github.happiesthashtags.oracle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** What a line says, rule by rule, on cases small enough to read at a glance. */
public class OracleReaderTest {

  @Test
  public void textIsTheLongestFormWithItsOwnEntities() {
    String entities = ",'entities':{'hashtags':[{'text':'top'}]}";
    assertThat(
        read(
            "'text':'t','extended_tweet':{'full_text':'x','entities':{'hashtags':[{'text':'e'}]}}"
                + entities),
        is("x [e]"));
    assertThat(read("'text':'t','extended_tweet':{'full_text':'x #y'}" + entities), is("x #y [y]"));
    assertThat(read("'text':'t','extended_tweet':{}" + entities), is("t [top]"));
    assertThat(read("'text':'t','full_text':'f'" + entities), is("f [top]"));
    assertThat(
        read(
            "'text':'t','note_tweet':{'text':'n','entities':{'hashtags':[{'tag':'e'}]}}"
                + entities),
        is("n [e]"));
    assertThat(read("'text':'t #x','entities':{}"), is("t #x []"));
    assertThat(read("'text':'t #x','entities':null"), is("t #x [x]"));
    assertThat(read("'text':'#a&amp;#b &amp;lt;3 &lt;&gt;'"), is("#a&#b &lt;3 <> [a]"));
    assertThat(read("'text':''"), is(" []"));
  }

  @Test
  public void aRetweetSpeaksWithTheOriginalsVoice() {
    String own = "'text':'RT o','entities':{'hashtags':[{'text':'own'}]}";
    assertThat(
        read(
            own
                + ",'retweeted_status':{'id':2,'text':'o','entities':{'hashtags':[{'text':'orig'}]}}"),
        is("o [orig]"));
    assertThat(
        read(own + ",'retweeted_status':{'text':'o','extended_tweet':{'full_text':'oo #x'}}"),
        is("oo #x [x]"));
    assertThat(read(own + ",'retweeted_status':{'id':2}"), is("RT o [own]"));
    assertThat(read(own + ",'retweeted_status':null"), is("RT o [own]"));
    assertThat(read(own + ",'quoted_status':{'text':':) #q'}"), is("RT o [own]"));
    assertThat(
        read(
            own
                + ",'referenced_tweets':[{'type':'quoted','text':'q'},{'type':'retweeted','id':'2','text':'o #x'}]"),
        is("o #x [x]"));
    assertThat(
        read(own + ",'referenced_tweets':[{'type':'retweeted','id':'2'}]"), is("RT o [own]"));
  }

  @Test
  public void aReferenceIsResolvedInTheIncludes() {
    String tweet =
        "{'id':'9','text':'RT','created_at':'2020-01-01T00:00:00Z','entities':{},"
            + "'referenced_tweets':[{'type':'retweeted','id':'2'}]}";
    String includes =
        ",'includes':{'tweets':[{'id':'1','text':'one'},{'id':'2','text':'t','note_tweet':{'text':'two #x'}}]}";

    for (String data : List.of(tweet, "[" + tweet + "]")) {
      OracleStatus status = only(json("{'data':" + data + includes + "}"));
      assertThat(status.text(), is("two #x"));
      assertThat(status.hashtags(), contains("x"));
      assertThat(status.id(), is(9L));
      assertThat(status.retweet(), is(true));
    }
    assertThat(only(json("{'data':" + tweet + "}")).text(), is("RT"));
  }

  @Test
  public void timeIsTimestampThenDateThenId() {
    String text = "'text':'','id':";
    assertThat(time(text + "5,'timestamp_ms':'7','created_at':'2020-01-01T00:00:00Z'"), is(7L));
    assertThat(time(text + "5,'timestamp_ms':7"), is(7L));
    assertThat(time(text + "5,'created_at':'Sat Mar 10 14:03:15 +0000 2018'"), is(1520690595000L));
    assertThat(time(text + "5,'created_at':'2018-03-10T14:03:15.250Z'"), is(1520690595250L));
    assertThat(time(text + "5,'created_at':'2018-03-10T15:03:15+01:00'"), is(1520690595000L));
    assertThat(time(text + "30000000000"), is(1288834981809L));
    assertThat(time(text + "30000000000,'created_at':null"), is(1288834981809L));
  }

  @Test
  public void aTimeThatCannotBeReadIsPassedOver() {
    String text = "'text':'','id':30000000000,'created_at':";
    for (String unread :
        List.of(
            "'yesterday'",
            "'2018-03-10 14:03:15'",
            "'2018-03-10T14:03:15'",
            "'Sat, 10 Mar 2018 14:03:15'",
            "'Sun, 10 Mar 2018 14:03:15 +0000'",
            "1520690595000",
            "'1520690595000'",
            "{'$date':'2018-03-10T14:03:15'}",
            "{'$date':1.5}",
            "{}",
            "true")) {
      assertThat(unread, time(text + unread), is(1288834981809L));
      assertThat(unread, time(text + unread + ",'timestamp_ms':'7'"), is(7L));
    }
    for (String read :
        List.of(
            "'2018-03-10 14:03:15+00:00'",
            "'2018-03-10 15:33:15 +0130'",
            "'2018-03-10T14:03:15+00'",
            "'Sat, 10 Mar 2018 14:03:15 +0000'",
            "'10 Mar 2018 14:03:15 GMT'",
            "{'$date':'2018-03-10T14:03:15Z'}",
            "{'$date':1520690595000}",
            "{'$date':{'$numberLong':'1520690595000'}}")) {
      assertThat(read, time(text + read), is(1520690595000L));
    }
    for (String unread : List.of("true", "'soon'", "-1", "1.5", "1.5e12", "'253402300800000'")) {
      assertThat(unread, time(text + "null,'timestamp_ms':" + unread), is(1288834981809L));
    }
    for (String read : List.of("7.0", "'7.00'", "{'$numberLong':'7'}", "7")) {
      assertThat(read, time(text + "null,'timestamp_ms':" + read), is(7L));
    }
  }

  @Test
  public void theIdIsTheStringIfItCanBeRead() {
    String rest = ",'text':'','timestamp_ms':'7'}";
    assertThat(only(json("{'id':40,'id_str':'42'" + rest)).id(), is(42L));
    assertThat(only(json("{'id':1.24e+18,'id_str':'42'" + rest)).id(), is(42L));
    assertThat(only(json("{'id':42,'id_str':'x'" + rest)).id(), is(42L));
    assertThat(only(json("{'id':{'$numberLong':'42'}" + rest)).id(), is(42L));
  }

  @Test
  public void anEditHasTheIdAndTheTimeOfTheFirstVersion() {
    String rest = ",'text':'','timestamp_ms':'7'}";
    for (String history :
        List.of(
            "'edit_history_tweet_ids':['30000000000','30000000005']",
            "'edit_history':{'initial_tweet_id':'30000000000'}")) {
      OracleStatus edit = only(json("{'id':30000000005," + history + rest));
      assertThat(edit.id(), is(30_000_000_000L));
      assertThat(edit.version(), is(30_000_000_005L));
      assertThat(edit.timeMillis(), is(1288834981809L));
      assertThat(only(json("{'id':30000000000," + history + rest)).timeMillis(), is(7L));
    }
    OracleStatus old = only(json("{'id':6,'edit_history_tweet_ids':['5','6']" + rest));
    assertThat(old.id(), is(5L));
    assertThat(old.timeMillis(), is(7L));
  }

  @Test
  public void entitiesInAnotherFormAreNone() {
    for (String odd : List.of("['y']", "[{'tag':'y'},5]", "[{'tag':5}]", "[{}]", "'y'", "{}")) {
      assertThat(odd, read("'text':'t #x','entities':{'hashtags':" + odd + "}"), is("t #x [x]"));
    }
    assertThat(read("'text':'t #x','entities':{'hashtags':null}"), is("t #x []"));
    assertThat(read("'text':'t #x','entities':{'hashtags':[]}"), is("t #x []"));
  }

  @Test
  public void languagesGoByTheirCodesOfToday() {
    assertThat(OracleReader.language("in"), is("id"));
    assertThat(OracleReader.language("IW-il"), is("he-il"));
    assertThat(OracleReader.language("ji"), is("yi"));
    assertThat(OracleReader.language("und"), is("und"));
    assertThat(OracleReader.language(""), is(""));
  }

  @Test
  public void aStatusWithoutIdTextOrReadableTimeIsADeadLetter() {
    for (String wrong :
        List.of(
            "'text':':)'",
            "'id':30000000000",
            "'id':30000000000,'text':5",
            "'id':30000000000,'text':null",
            "'id':29999999999,'text':''",
            "'id':1.5,'text':''",
            "'id':0,'text':'','timestamp_ms':'7'",
            "'id':'x','text':'','timestamp_ms':'7'",
            "'id':9223372036854775808,'text':''",
            "'id':1.5,'text':'','timestamp_ms':'7'",
            "'id':5,'text':'','timestamp_ms':true",
            "'id':5,'text':'','timestamp_ms':'-1'",
            "'id':5,'text':'','timestamp_ms':'253402300800000'",
            "'id':5,'text':'','created_at':'yesterday'",
            "'id':5,'text':'','created_at':'2018-03-10 14:03:15'",
            "'id':5,'text':'','created_at':1520690595000",
            "'id':5,'text':'','created_at':'Fri Feb 30 00:00:00 +0000 2018'")) {
      assertThat(wrong, deadLetters(json("{" + wrong + "}")), contains(0));
    }
    assertThat(deadLetters(json("{'id':9223372036854775807,'text':''}")), is(empty()));
    assertThat(deadLetters(json("{'id_str':'30000000000','text':''}")), is(empty()));
  }

  @Test
  public void whatIsNotStrictJsonIsADeadLetter() {
    for (String wrong :
        List.of("{", "{} {}", "{}x", "x", "[NaN]", "{\"a\":01}", "{'a':1}", "{\"a\":\"\\x\"}")) {
      assertThat(wrong, deadLetters(wrong), contains(0));
    }
    byte[] invalid = json("{'id':30000000000,'text':':)'}").getBytes(StandardCharsets.UTF_8);
    invalid[invalid.length - 3] = (byte) 0xFF;
    assertThat(OracleReader.read(List.of(invalid)).deadLetters(), contains(0));
  }

  @Test
  public void validJsonOfNoKnownKindIsADeadLetter() {
    for (String unknown :
        List.of(
            "{}", "[]", "5", "null", "\"x\"", "{\"delete\":null}", "{\"data\":5}", "{\"x\":1}")) {
      assertThat(unknown, deadLetters(unknown), contains(0));
    }
  }

  @Test
  public void otherMessagesAreCountedByKind() {
    List<String> once =
        List.of(
            "limit",
            "warning",
            "scrub_geo",
            "status_withheld",
            "user_withheld",
            "disconnect",
            "errors");
    Map<String, Long> expected = new TreeMap<>();
    StringBuilder lines = new StringBuilder();
    for (String kind : once) {
      expected.put(kind, 1L);
      lines.append("{'").append(kind).append("':{}}\n");
    }
    lines.append("{'delete':{'status':{'id':1,'text':':)'}}}\r\n{'delete':{}}\n");
    expected.put("delete", 2L);
    lines.append("{'title':'x','type':'https://api.twitter.com/2/problems/y'}\n");
    expected.put("errors", 2L);
    lines.append("{'meta':{'result_count':0}}\n");
    expected.put("page", 1L);
    lines.append("\r\n \t\n\n");
    expected.put("keep_alive", 3L);

    OracleReader reader = readAll(lines.toString());
    assertThat(reader.kinds(), is(expected));
    assertThat(reader.statuses(), is(empty()));
    assertThat(reader.deadLetters(), is(empty()));
  }

  @Test
  public void aPageCountsItsGoodStatusesAndIsOneDeadLetterForItsBadOnes() {
    String good = "{'id':'30000000000','text':':) #a'}";
    String page = "{'data':[" + good + ",{'id':'x'},5," + good + "],'errors':[{}],'meta':{}}";
    OracleReader reader = readAll("\n" + page);

    assertThat(reader.statuses().size(), is(2));
    assertThat(reader.deadLetters(), contains(1));
    assertThat(reader.kinds(), is(Map.of("keep_alive", 1L)));
  }

  @Test
  public void statusesBesideErrorsCountAndTheErrorsDoNot() {
    OracleReader reader =
        readAll("{'data':{'id':'30000000000','text':''},'errors':[{}]}\n{'data':[],'errors':[{}]}");

    assertThat(reader.statuses().size(), is(1));
    assertThat(reader.deadLetters(), is(empty()));
    assertThat(reader.kinds(), is(Map.of()));
  }

  @Test
  public void theLastOfEqualKeysWins() {
    assertThat(
        read("'text':'a','entities':{'hashtags':[{'text':'x'}]},'text':'b','entities':{}"),
        is("b []"));
    assertThat(deadLetters(json("{'id':30000000000,'text':'a','text':null}")), contains(0));
    assertThat(only("{\"\\u0069d\":30000000000,\"text\":\"\\u003a\\u0029\"}").text(), is(":)"));
  }

  /** JSON with the other quotes, so that the cases can be read. */
  private static String json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"');
  }

  private static List<Integer> deadLetters(String line) {
    return OracleReader.read(List.of(line.getBytes(StandardCharsets.UTF_8))).deadLetters();
  }

  private static OracleStatus only(String line) {
    List<OracleStatus> statuses =
        OracleReader.read(List.of(line.getBytes(StandardCharsets.UTF_8))).statuses();
    assertThat(line, statuses.size(), is(1));
    return statuses.get(0);
  }

  private static String read(String fields) {
    OracleStatus status = only(json("{'id':30000000000," + fields + "}"));
    return status.text() + " " + status.hashtags();
  }

  private static long time(String fields) {
    return only(json("{" + fields + "}")).timeMillis();
  }

  private static OracleReader readAll(String lines) {
    return OracleReader.read(NaiveOracle.lines(json(lines).getBytes(StandardCharsets.UTF_8)));
  }
}
