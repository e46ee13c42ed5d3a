package io.github.happiesthashtags.twitter.wire;

import static io.github.happiesthashtags.twitter.testing.WireMessages.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.twitter.scan.StatusScanner;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** A prefilter may let a text without tokens through, and never stops one that has a token. */
public class TokenPrefilterTest {
  private static final List<String> TOKENS =
      List.of(
          ":)",
          "(:",
          ":D",
          "^_^",
          "<3",
          ":/",
          ">",
          "&",
          "\ud83d\ude42",
          "\u263a",
          "yes",
          "\"",
          "\\o/");
  private static final List<String> FILLERS =
      List.of(
          "",
          "a",
          " https://t.co/x ",
          "caf\u00e9 ",
          "\u65e5\u672c ",
          "\ud83d\ude00",
          "\n",
          "&",
          ";");

  private final Random random = new Random(1);
  private int kept;

  private <T> T oneOf(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** One character in one of the ways in which JSON and Twitter write it. */
  private String written(char c) {
    String byTwitter =
        switch (c) {
          case '&' -> "&amp;";
          case '<' -> "&lt;";
          case '>' -> "&gt;";
          default -> String.valueOf(c);
        };
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < byTwitter.length(); i++) {
      char each = byTwitter.charAt(i);
      if (each <= 0x7F && random.nextInt(8) == 0) {
        out.append("\\u%04x".formatted((int) each));
      } else if (each == '"' || each == '\\' || (each == '/' && random.nextBoolean())) {
        out.append('\\').append(each);
      } else {
        out.append(each == '\n' ? "\\n" : String.valueOf(each));
      }
    }
    return out.toString();
  }

  private String written(String text) {
    StringBuilder out = new StringBuilder();
    boolean ascii = random.nextBoolean();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A half of a pair is written by number, or both are not.
      boolean byNumber =
          c > 0x7F && (ascii || (random.nextInt(50) == 0 && !Character.isSurrogate(c)));
      out.append(byNumber ? "\\u%04x".formatted((int) c) : written(c));
    }
    return out.toString();
  }

  private static ScannedStatus scanned(String spelled) {
    byte[] line = "{\"id\":%d,\"text\":\"%s\"}\n".formatted(id(1), spelled).getBytes(UTF_8);
    StatusScanner scanner = new StatusScanner();
    ScannedStatus status = new ScannedStatus(scanner);
    assertThat(spelled, scanner.scan(line, 0, line.length - 1) && status.take(), is(true));
    return status;
  }

  @Test
  public void aTextWithATokenMayHoldItInWhateverWayItIsWritten() {
    for (int i = 0; i < 20_000; i++) {
      String token = oneOf(TOKENS);
      String text = oneOf(FILLERS) + oneOf(FILLERS) + token + oneOf(FILLERS);
      Status status = scanned(written(text));
      assertThat(status.text(), is(text));
      assertThat(text, status.mayHold(TokenPrefilter.of(List.of(token))), is(true));
      assertThat(text, status.mayHold(TokenPrefilter.of(TOKENS)), is(true));
      kept += status.mayHold(TokenPrefilter.of(List.of("\u2639"))) ? 0 : 1;
    }
    assertThat(kept, is(greaterThan(1_000)));
  }

  @Test
  public void mostTextsAreKnownToHoldNone() {
    TokenPrefilter tokens = TokenPrefilter.of(List.of(":)", "(:", ":-)", "\ud83d\ude42"));

    assertThat(scanned("just a text, with: https:\\/\\/t.co\\/x").mayHold(tokens), is(false));
    assertThat(scanned("a bracket (").mayHold(tokens), is(true));
    assertThat(scanned("\ud83d\ude41").mayHold(tokens), is(false));
    assertThat(scanned("").mayHold(tokens), is(false));
  }

  @Test
  public void tokensThatMayBeWrittenInOtherWaysKeepNothing() {
    for (String token : List.of("a\tb", "\ud83d", "\n")) {
      assertThat(scanned("x").mayHold(TokenPrefilter.of(List.of(token))), is(true));
    }
  }

  @Test
  public void aStatusThatWasNotScannedMayHoldAnything() {
    byte[] line = "{\"id\":%d,\"text\":\"x\"}".formatted(id(1)).getBytes(UTF_8);
    boolean[] may = {false};
    new FullParser()
        .parse(
            line,
            0,
            line.length,
            new MessageHandler() {
              @Override
              public void status(Status status) {
                may[0] = status.mayHold(TokenPrefilter.of(List.of(":)")));
              }

              @Override
              public void other(MessageKind kind) {}

              @Override
              public void malformed(String reason) {
                throw new AssertionError(reason);
              }
            });
    assertThat(may[0], is(true));
  }
}
