package io.github.happiesthashtags.smiles;

import com.pholser.junit.quickcheck.generator.GenerationStatus;
import com.pholser.junit.quickcheck.generator.Generator;
import com.pholser.junit.quickcheck.random.SourceOfRandomness;
import java.util.List;

/** A generator of short texts from whole and truncated pieces of tokens and emoji sequences. */
public final class SmileyTexts extends Generator<String> {

  private static final List<String> PIECES =
      List.of(
          ":",
          ")",
          "(",
          "-",
          "D",
          "=",
          "]",
          "^",
          "_",
          "#",
          "1",
          "*",
          " ",
          "a",
          "h",
          "\u00FC",
          ":)",
          ":-)",
          "(:",
          "^_^",
          "happy",
          "&",
          "\u200D",
          "\u200D",
          "\u200D",
          "\uFE0F",
          "\uFE0F",
          "\uFE0F",
          "\uFE0E",
          "\u20E3",
          "\u2194",
          "\u2195",
          "\u2640",
          "\u2642",
          "\u263A",
          "\u2764",
          "\u00A9",
          "\uD83D\uDE42", // U+1F642 slightly smiling face
          "\uD83D\uDE42",
          "\uD83D\uDE00", // U+1F600 grinning face
          "\uD83D\uDE0E", // U+1F60E smiling face with sunglasses
          "\uD83D\uDE2E\u200D\uD83D\uDCA8", // face exhaling
          "\uD83D\uDC68", // U+1F468 man
          "\uD83D\uDC69", // U+1F469 woman
          "\uD83D\uDC67", // U+1F467 girl
          "\uD83D\uDC4D", // U+1F44D thumbs up
          "\uD83E\uDDB0", // U+1F9B0 red hair
          "\uD83D\uDD25", // U+1F525 fire
          "\uD83C\uDFFB", // U+1F3FB light skin
          "\uD83C\uDFFF", // U+1F3FF dark skin
          "\uD83C\uDDFA", // U+1F1FA regional indicator U
          "\uD83C\uDDF8", // U+1F1F8 regional indicator S
          "\uD83C\uDDFD", // U+1F1FD regional indicator X
          "\uD83C\uDFF4", // U+1F3F4 black flag
          "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
          "\uDB40\uDC67", // U+E0067 tag g
          "\uDB40\uDC7F", // U+E007F cancel tag
          "\uD83D",
          "\uDE42",
          "\uD83C",
          "\uDB40");

  public SmileyTexts() {
    super(String.class);
  }

  @Override
  public String generate(SourceOfRandomness random, GenerationStatus status) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(1, 14);
    for (int i = 0; i < pieces; i++) {
      text.append(random.choose(PIECES));
    }
    return text.toString();
  }
}
