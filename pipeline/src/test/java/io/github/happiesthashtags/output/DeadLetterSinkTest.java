package io.github.happiesthashtags.output;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.rank.DeadLetter;
import io.github.happiesthashtags.testing.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeadLetterSinkTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path directory;

  @Before
  public void chooseADirectory() {
    directory = folder.getRoot().toPath().resolve("letters");
  }

  @Test
  public void aLetterHasItsSourcePositionReasonAndText() throws IOException {
    write(letter("day.jsonl", 120, "{\"broken\": caf\u00E9 \uD83D\uDE00"));

    JsonNode letter = letters().get(0);
    assertThat(letter.get("source").textValue(), is("day.jsonl"));
    assertThat(letter.get("position").longValue(), is(120L));
    assertThat(letter.get("reason").textValue(), is("for a test"));
    assertThat(letter.get("line").textValue(), is("{\"broken\": caf\u00E9 \uD83D\uDE00"));
    assertThat(letter.has("line_base64"), is(false));
  }

  @Test
  public void onlyTheOwnerCanReadLetters() throws IOException {
    write(letter("day.jsonl", 120, "whatever was in there"));

    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
      }
    }
  }

  @Test
  public void aLineThatIsNoTextIsKeptToTheByte() throws IOException {
    byte[] line = {'{', (byte) 0xFF, 0, (byte) 0x80};
    write(DeadLetter.of("day.jsonl", 0, "for a test", line));

    JsonNode letter = letters().get(0);
    assertThat(letter.has("line"), is(false));
    assertThat(Base64.getDecoder().decode(letter.get("line_base64").textValue()), equalTo(line));
  }

  @Test
  public void aReasonIsOneLineWhateverItQuotes() {
    DeadLetter letter = DeadLetter.of("a", 0, "unexpected '\r\n' and\u2028more", new byte[0]);

    assertThat(letter.getReason(), is("unexpected ' ' and more"));
  }

  @Test
  public void aBundleIsAFileNamedFromItsFirstLetter() throws IOException {
    write(letter("/data/day 1/tweets-*.jsonl.gz", 120, "x"), letter("other", 7, "y"));

    String name = TextFiles.in(directory).keySet().iterator().next();
    assertThat(
        name,
        name.matches("dead-letters_-data-day-1-tweets--.jsonl.gz_[0-9a-f]{8}_000000000120.jsonl"),
        is(true));
    assertThat(letters().size(), is(2));
  }

  @Test
  public void aBundleThatIsTriedAgainReplacesItsFile() throws IOException {
    write(letter("day.jsonl", 120, "x"), letter("day.jsonl", 130, "y"));
    write(letter("day.jsonl", 120, "x"));

    assertThat(TextFiles.in(directory).size(), is(1));
    assertThat(letters().size(), is(1));
  }

  @Test
  public void sourcesThatLookAlikeHaveFilesOfTheirOwn() throws IOException {
    String end = "x".repeat(200) + ".jsonl";
    write(letter("/a/" + end, 0, "x"));
    write(letter("/b/" + end, 0, "x"));
    write(letter("a b", 0, "x"));
    write(letter("a/b", 0, "x"));

    assertThat(TextFiles.in(directory).size(), is(4));
    for (String name : TextFiles.in(directory).keySet()) {
      assertThat(name.length(), is(lessThan(200)));
    }
  }

  @Test
  public void manyLettersAreSeveralFilesAndNoneIsLost() throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      letters.add(letter("day.jsonl", i << 20, "x".repeat(1 << 20)));
    }
    write(letters.toArray(new DeadLetter[0]));

    assertThat(TextFiles.in(directory).size(), is(3));
    assertThat(letters().size(), is(11));
  }

  @Test
  public void lettersDoNotWaitInMemoryForTheEndOfTheirBundle() throws IOException {
    DeadLetterSink sink = new DeadLetterSink(directory.toString());
    sink.startBundle();
    int letters = 50_000;
    for (int i = 0; i < letters; i++) {
      sink.process(letter("day.jsonl", i, "x"));
    }

    // A letter's object takes far more memory than its line.
    assertThat(letters().size(), is(greaterThan(letters / 2)));
    sink.finishBundle();
    assertThat(letters().size(), is(letters));
  }

  @Test
  public void withoutALetterThereIsNoFile() throws IOException {
    write();

    assertThat(TextFiles.in(directory), is(anEmptyMap()));
  }

  @Test
  public void aSinkThatWasShippedWorks() throws IOException {
    DeadLetterSink sink = SerializableUtils.clone(new DeadLetterSink(directory.toString()));
    sink.startBundle();
    sink.process(letter("day.jsonl", 0, "x"));
    sink.finishBundle();

    assertThat(letters().size(), is(1));
  }

  private void write(DeadLetter... letters) throws IOException {
    DeadLetterSink sink = new DeadLetterSink(directory.toString());
    sink.startBundle();
    for (DeadLetter letter : letters) {
      sink.process(letter);
    }
    sink.finishBundle();
  }

  private List<JsonNode> letters() throws IOException {
    Map<String, String> files = TextFiles.in(directory);
    List<JsonNode> letters = new ArrayList<>();
    for (String file : files.values()) {
      for (String line : file.lines().toList()) {
        letters.add(new ObjectMapper().readTree(line));
      }
    }
    return letters;
  }

  private static DeadLetter letter(String source, long position, String line) {
    return DeadLetter.of(source, position, "for a test", line.getBytes(StandardCharsets.UTF_8));
  }
}
