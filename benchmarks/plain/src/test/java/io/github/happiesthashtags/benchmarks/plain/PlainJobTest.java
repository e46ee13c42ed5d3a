package io.github.happiesthashtags.benchmarks.plain;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertNotNull;

import io.github.happiesthashtags.benchmarks.inputs.RecordingFiles;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan;
import io.github.happiesthashtags.benchmarks.inputs.RecordingPlan.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PlainJobTest {
  /** 2020-01-01T00:00:00Z, as an id. */
  private static final long ID = (1_577_836_800_000L - 1_288_834_974_657L) << 22;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aV2TweetIsHappyByItsTextAndEntities() throws IOException {
    HappyTweet tweet =
        read(
            "{'data':{'entities':{'hashtags':[{'start':0,'end':2,'tag':'Joy'},{'tag':'JOY'},"
                + "{'tag':'tea'}]},'id':'%d','text':'#Joy #JOY #tea :):)'}}");
    assertNotNull(tweet);
    assertThat(tweet.millis(), is(1_577_836_800_000L));
    assertThat(tweet.smiles(), is(2));
    assertThat(tweet.hashtags(), contains("joy", "tea"));
  }

  @Test
  public void aRetweetIsWhatItsOriginalSays() throws IOException {
    HappyTweet v2 =
        read(
            "{'data':{'id':'%d','referenced_tweets':[{'type':'retweeted','id':'7'}],"
                + "'text':'RT @a: hello'},'includes':{'tweets':[{'id':'7',"
                + "'entities':{'hashtags':[{'tag':'joy'}]},'text':'hello #joy :)'}]}}");
    HappyTweet v1 =
        read(
            "{'id':%d,'text':'RT @a: hello','retweeted_status':{'id':7,'text':'hello…',"
                + "'extended_tweet':{'full_text':'hello #joy :)','entities':{'hashtags':"
                + "[{'text':'joy','indices':[1,2]}]}},'entities':{'hashtags':[]}}}");
    assertNotNull(v2);
    assertThat(v2.hashtags(), contains("joy"));
    assertThat(v1, is(v2));
  }

  @Test
  public void aTextThatWasCutOffIsReadInFull() throws IOException {
    assertNotNull(
        read(
            "{'data':{'id':'%d','note_tweet':{'entities':{'hashtags':[{'tag':'joy'}]},"
                + "'text':'long #joy :)'},'text':'long…'}}"));
  }

  @Test
  public void nothingElseIsHappy() throws IOException {
    assertThat(read("{'data':{'id':'%d','text':'no hashtag :)'}}"), is(nullValue()));
    assertThat(
        read("{'id':%d,'text':'#joy','entities':{'hashtags':[{'text':'joy'}]}}"), is(nullValue()));
    assertThat(read("{'delete':{'status':{'id':%d}}}"), is(nullValue()));
  }

  @Test
  public void threadsAndRangesAndThePrefilterMakeNoDifference() throws Exception {
    for (Form form : Form.values()) {
      // More than one range of v1.1.
      RecordingPlan plan = RecordingPlan.of(form, 10_000).withFiles(1).withSeed(3);
      Path input = folder.newFolder().toPath();
      RecordingFiles.make(input, plan);
      Map<String, String> one = run(input, "1");
      assertThat(one.size(), is(6));
      assertThat(one.toString().length(), is(greaterThan(1_000)));
      assertThat(run(input, "2"), is(one));
      assertThat(run(input, "2", "prefilter"), is(one));
    }
  }

  private Map<String, String> run(Path input, String... options) throws Exception {
    Path output = folder.newFolder().toPath();
    String[] args = new String[options.length + 2];
    args[0] = input.toString();
    args[1] = output.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    PlainJob.main(args);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> written = Files.list(output)) {
      for (Path file : written.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static @Nullable HappyTweet read(String json) throws IOException {
    byte[] line = json.formatted(ID).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new TweetReader().read(line, 0, line.length);
  }
}
