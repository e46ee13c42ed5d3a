package io.github.happiesthashtags.twitter.recording;

import static io.github.happiesthashtags.twitter.recording.Packing.bzip2;
import static io.github.happiesthashtags.twitter.recording.Packing.gzip;
import static io.github.happiesthashtags.twitter.recording.Packing.utf16;
import static io.github.happiesthashtags.twitter.recording.Packing.xz;
import static io.github.happiesthashtags.twitter.recording.Packing.zip;
import static io.github.happiesthashtags.twitter.recording.Packing.zstd;
import static io.github.happiesthashtags.twitter.recording.RecordingFolder.readAll;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.recording.Packing.Tar;
import io.github.happiesthashtags.twitter.wire.MessageHandler;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import io.github.happiesthashtags.twitter.wire.MessageParser;
import io.github.happiesthashtags.twitter.wire.Status;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Tests that every layout and packing of recordings gives the same statuses. */
public final class LayoutsTest {
  @Rule public final RecordingFolder folder = new RecordingFolder();

  private static String tweet(long id) {
    return ("{\"created_at\": \"Sun Mar 01 10:00:00 +0000 2020\", \"id\": %d, \"id_str\": \"%d\","
            + " \"text\": \"{[ \\\"a\\\" :) #x ]\", \"lang\": \"en\","
            + " \"entities\": {\"hashtags\": [{\"text\": \"x\", \"indices\": [0, 1]}]}}")
        .formatted(1234055778923446270L + id, 1234055778923446270L + id);
  }

  private static String pretty(String json) {
    return json.replace("{\"created", "{\n  \"created")
        .replace(", \"", ",\n  \"")
        .replace("[{", "[\n    {\n      ")
        .replaceFirst("}$", "\n}");
  }

  /** Returns the ids of statuses, and the reasons of malformed lines. */
  private static List<String> parsed(List<String> lines) {
    List<String> parsed = new ArrayList<>();
    MessageParser parser = new MessageParser();
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public void status(Status status) {
            parsed.add("status " + (status.id() - 1234055778923446270L) + status.hashtags());
          }

          @Override
          public void other(MessageKind kind) {
            parsed.add(kind.label());
          }

          @Override
          public void malformed(String reason) {
            parsed.add("malformed: " + reason);
          }
        };
    for (String line : lines) {
      byte[] bytes = Packing.bytes(line);
      parser.parse(bytes, 0, bytes.length, handler);
    }
    return parsed;
  }

  private List<String> read(byte[] content) throws IOException {
    RecordingFolder.Read read = readAll(folder.write("recording", content));
    assertThat(read.damages(), is(empty()));
    return parsed(read.lines());
  }

  private List<String> read(String content) throws IOException {
    return read(Packing.bytes(content));
  }

  private static Map<String, String> layouts() {
    String one = tweet(1);
    String two = tweet(2);
    Map<String, String> layouts = new LinkedHashMap<>();
    layouts.put("lines", one + "\n" + two + "\n");
    layouts.put("array in one line", "[" + one + ", " + two + "]");
    layouts.put("array, an element a line", "[\n" + one + ",\n" + two + "\n]\n");
    layouts.put("array, commas first", "[" + one + "\n," + two + "\n]\n");
    layouts.put("pretty-printed", pretty(one) + "\n" + pretty(two) + "\n");
    layouts.put("pretty-printed, CR LF", (pretty(one) + "\n" + pretty(two)).replace("\n", "\r\n"));
    layouts.put("not indented", (pretty(one) + "\n" + pretty(two)).replaceAll("\n +", "\n"));
    layouts.put("pretty-printed array", "[\n" + pretty(one) + ",\n" + pretty(two) + "\n]");
    layouts.put("arrays, one behind another", "[" + one + "][" + two + "]");
    layouts.put("concatenated", one + two);
    layouts.put("lone CR", one + "\r" + two + "\r");
    layouts.put("trailing commas", one + ",\n" + two + ",\n");
    layouts.put(
        "tweets.js",
        "window.YTD.tweets.part0 = [\n  {\n    \"tweet\" : "
            + pretty(one)
            + "\n  },\n  {\n    \"tweet\" : "
            + pretty(two)
            + "\n  }\n]");
    layouts.put(
        "search document",
        "{\"statuses\": [" + one + ", " + two + "], \"search_metadata\": {\"count\": 2}}");
    layouts.put(
        "pretty-printed search document",
        "{\n \"statuses\": [\n" + pretty(one) + ",\n" + pretty(two) + "\n ]\n}\n");
    return layouts;
  }

  @Test
  public void everyLayoutGivesItsStatuses() throws IOException {
    for (Map.Entry<String, String> layout : layouts().entrySet()) {
      String text = layout.getValue();
      assertThat(layout.getKey(), read(text), contains("status 1[x]", "status 2[x]"));
      assertThat(
          layout.getKey() + ", with a mark",
          read("\uFEFF" + text),
          contains("status 1[x]", "status 2[x]"));
    }
  }

  @Test
  public void everyEncodingWithAMarkIsRead() throws IOException {
    String text = "\uFEFF" + tweet(1) + "\r\n" + tweet(2) + "\r\n";
    for (Charset charset :
        List.of(UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"))) {
      assertThat(read(text.getBytes(charset)), contains("status 1[x]", "status 2[x]"));
    }
    assertThat(read(utf16(tweet(1) + "\r\n")), contains("status 1[x]"));
  }

  @Test
  public void everyPackingIsToldByItsBytes() throws IOException {
    for (Map.Entry<String, String> layout : layouts().entrySet()) {
      String text = layout.getValue();
      byte[] tar = new Tar().add("a", gzip(text)).bytes();
      for (byte[] packed :
          List.of(
              gzip(text),
              bzip2(text),
              xz(text),
              zstd(text),
              zip("a", text),
              tar,
              gzip(tar),
              zip("a.tar", tar),
              zip("a.zip", zip("a", bzip2(text))),
              new Tar().add("b", tar).bytes())) {
        assertThat(layout.getKey(), read(packed), contains("status 1[x]", "status 2[x]"));
      }
    }
  }

  @Test
  public void aBrokenElementCostsNoneOfTheOthers() throws IOException {
    String cut = tweet(2).substring(0, 60);
    for (String text :
        List.of(
            tweet(1) + "\n" + cut + "\n" + tweet(3) + "\n",
            "[" + tweet(1) + ",\n" + cut + "\n" + tweet(3) + "]",
            tweet(1) + "\r" + cut + "\r" + tweet(3) + "\r",
            "[\n" + tweet(1) + ",\n{\"id\": 2,\n" + tweet(3) + "]")) {
      List<String> parsed = read(text);
      assertThat(text, parsed, hasSize(3));
      assertThat(text, parsed.get(0), is("status 1[x]"));
      assertThat(text, parsed.get(1), startsWith("malformed"));
      assertThat(text, parsed.get(2), is("status 3[x]"));
    }
  }

  @Test
  public void whatIsInABrokenElementIsNoMessageOfItsOwn() throws IOException {
    String retweet =
        "{\n  \"id\": 9,\n  \"text\": \"a line\nend\",\n  \"retweeted_status\":\n    "
            + tweet(8)
            + "\n}";

    List<String> parsed = read("[\n" + retweet + ",\n" + tweet(3) + "\n]");

    assertThat(parsed, hasSize(2));
    assertThat(parsed.get(1), is("status 3[x]"));
  }

  @Test
  public void valuesThatAreNoObjectsAreDeadLetters() throws IOException {
    assertThat(read("[null,\n" + tweet(1) + ", 1, 2]"), hasSize(4));
    assertThat(read("[]"), is(empty()));
    assertThat(read("{}\n[]\n"), hasSize(2));
  }

  @Test
  public void aFileOfWhichNothingIsReadableIsNamedWithWhatItLooksLike() throws IOException {
    folder.write("a.json", tweet(1) + "\n");
    folder.write("b.csv", "id,text,lang\n1,a,en\n");
    folder.write("c.html", "<!DOCTYPE html><html>\n");
    folder.write("d.zip", zip("report.pdf", "%PDF-1.4\n"));
    folder.write("e.json", "{\"type\": \"FeatureCollection\"}\n");
    folder.write("f.json", "");
    folder.write("g.json", "no JSON\n" + tweet(1) + "\n");
    folder.write("h.gz", Arrays.copyOf(gzip("lost"), 12));

    assertThat(
        Recordings.unreadable(List.of(folder.path("*"))),
        contains(
            endsWith(
                "b.csv: no readable message in it; it looks like CSV; export the tweets as JSON lines"),
            endsWith("c.html: no readable message in it; it looks like HTML"),
            endsWith(
                "d.zip: no readable message in it; it looks like a zip that begins with a PDF"),
            containsString("e.json: no readable message in it; it looks like JSON, but"),
            containsString("h.gz: no readable message in it; it looks like ")));
  }

  @Test
  public void whatIsPackedTooDeepIsTold() throws IOException {
    byte[] packed = Packing.bytes(tweet(1));
    for (int i = 0; i < 30; i++) {
      packed = gzip(packed);
    }

    assertThat(readAll(folder.write("a", packed)).damages(), hasSize(1));
  }

  @Test
  public void aHeaderOfAnyLengthIsDamageAndFillsNoHeap() throws IOException {
    byte[] longName = new byte[8 << 20];
    Arrays.fill(longName, (byte) 'x');
    byte[] gz = gzip(tweet(1));
    gz[3] = 8; // FNAME
    byte[] hostile = Packing.join(Arrays.copyOf(gz, 10), longName);

    assertThat(readAll(folder.write("a", hostile)).damages(), hasSize(1));
    assertThat(
        readAll(folder.write("a", new Tar().addLongName(8 << 20).bytes())).damages(), hasSize(1));
  }
}
