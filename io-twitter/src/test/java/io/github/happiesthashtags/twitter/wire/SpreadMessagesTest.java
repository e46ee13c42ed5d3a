package io.github.happiesthashtags.twitter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Messages that are written over several lines, between messages that are one a line. */
public final class SpreadMessagesTest {
  private static final String TWEET = "{\"id\": 1, \"text\": \"a\"}";
  private static final String WARNING =
      "{\n  \"warning\":{\n    \"code\":\"FALLING_BEHIND\",\n\t\"percent_full\":30\n  }\n}";

  private record Message(String text, long position) {}

  private static List<Message> read(String content, long from, long to) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    int first = (int) Math.max(0, from - 1);
    List<Message> messages = new ArrayList<>();
    Lines.readMessages(
        new ByteArrayInputStream(bytes, first, bytes.length - first),
        first,
        to,
        from > 0,
        true,
        (buffer, offset, length, position, overlong) ->
            messages.add(new Message(new String(buffer, offset, length, UTF_8), position)));
    return messages;
  }

  private static List<String> texts(String content) throws IOException {
    return read(content, 0, Long.MAX_VALUE).stream().map(Message::text).toList();
  }

  private static String joined(String message) {
    return message.replace('\n', ' ');
  }

  @Test
  public void aWarningOverSeveralLinesIsOneMessage() throws IOException {
    assertThat(
        texts(TWEET + "\r\n" + WARNING + "\r\n" + TWEET + "\r\n"),
        contains(TWEET + "\r", joined(WARNING) + "\r", TWEET + "\r"));
    assertThat(
        texts(WARNING.replace("\n", "\r\n") + "\n" + TWEET),
        contains(joined(WARNING.replace("\n", "\r\n")), TWEET));
    assertThat(texts("{\"a\":[1,\n 2\n],\n\"b\":{\n}}\n" + TWEET), hasSize(2));
  }

  @Test
  public void aLineThatIsCutShortNeverSwallowsTheNextMessage() throws IOException {
    for (String cut : List.of("{", "{\"a", "{\"a\":", "{\"a\":[", "{\"a\":[1,", "{\"a\":{},")) {
      assertThat(cut, texts(cut + "\n" + TWEET + "\n" + TWEET), contains(cut, TWEET, TWEET));
      assertThat(cut, texts(cut + "\n"), contains(cut));
    }
    for (String cut : List.of("{", "{\"a", "{\"a\":{},", "{\"a\": 1")) {
      assertThat(cut, texts(" " + cut + "\n " + TWEET), contains(" " + cut, " " + TWEET));
    }
  }

  @Test
  public void indentedMessagesOneALineStaySo() throws IOException {
    assertThat(texts(" " + TWEET + "\n\t" + TWEET + "\n \n" + TWEET), hasSize(4));
  }

  @Test
  public void rangesGiveTheMessagesOfTheWhole() throws IOException {
    Random random = new Random(3);
    List<String> parts =
        List.of(
            TWEET, TWEET + "\r", WARNING, "", " ", " " + TWEET, "{\"a\":[", "}", "no JSON", "{");
    for (int run = 0; run < 200; run++) {
      StringBuilder content = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        content.append(parts.get(random.nextInt(parts.size()))).append('\n');
      }
      String text = content.toString();
      List<Message> whole = read(text, 0, Long.MAX_VALUE);
      int range = 1 + random.nextInt(90);
      List<Message> ofRanges = new ArrayList<>();
      for (int start = 0; start < text.length(); start += range) {
        ofRanges.addAll(read(text, start, start + range));
      }

      assertThat(text + "in ranges of " + range, ofRanges, is(whole));
    }
  }

  @Test
  public void aMessageThatNeverEndsIsBounded() throws IOException {
    String line = " \"" + "x".repeat(1 << 20) + "\": 1,\n";

    List<Message> messages = read("{\n" + line.repeat(40) + TWEET, 0, Long.MAX_VALUE);

    assertThat(messages.get(messages.size() - 1).text(), is(TWEET));
    messages.forEach(message -> assertThat(message.text().length() <= 16 << 20, is(true)));
  }
}
