package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The vocabulary of statuses: the words and hashtags of the resource files, and the emoji. */
final class Vocabulary {
  /** The language code of hashtags that all languages use. */
  static final String EVERY_LANGUAGE = "*";

  /** Smiles of the lexicons, with their weights. */
  private static final List<Smile> SMILES =
      List.of(
          new Smile(":)", 30),
          new Smile("\uD83D\uDE02", 20),
          new Smile("\uD83D\uDE0A", 10),
          new Smile("\uD83D\uDE00", 8),
          new Smile("\uD83D\uDE42", 5),
          new Smile("\uD83D\uDE05", 5),
          new Smile("\uD83E\uDD23", 5),
          new Smile("\uD83D\uDE01", 4),
          new Smile("\uD83D\uDE09", 4),
          new Smile(":D", 4),
          new Smile("\uD83D\uDE03", 3),
          new Smile("\uD83D\uDE04", 3),
          new Smile("\uD83D\uDE06", 3),
          new Smile("\uD83D\uDE0E", 3),
          new Smile("\u263A\uFE0F", 3),
          new Smile(":-)", 3),
          new Smile("^_^", 2),
          new Smile("=)", 2),
          new Smile("\uD83D\uDE43", 2),
          new Smile("\uD83D\uDE07", 1),
          new Smile("\uD83E\uDEE0", 1),
          new Smile("\u263A", 1),
          new Smile(":-D", 1),
          new Smile(":]", 1),
          new Smile("(:", 1),
          new Smile("(-:", 1));

  /** Emoji that a careless reader takes for a smile or a hashtag, and emoji of other feelings. */
  private static final String[] OTHER_FEELINGS = {
    "\uD83D\uDE22", // crying face
    "\u2764\uFE0F", // red heart
    "\uD83D\uDE42\u200D\u2194\uFE0F", // a shaking smiling face: one emoji, but not a smile
    "\uD83D\uDE42\u200D\u2195\uFE0F", // the same, nodding
    "\uD83C\uDDEF\uD83C\uDDF5", // flag of Japan
    "\uD83C\uDDE7\uD83C\uDDF7", // flag of Brazil
    "\uD83D\uDC4D\uD83C\uDFFD", // thumbs up with a skin tone
    "\uD83D\uDC69\uD83C\uDFFE\u200D\uD83D\uDCBB", // woman technologist with a skin tone
    "#\uFE0F\u20E3", // the keycap of the number sign, which does not start a hashtag
    "\uD83D\uDE2D", // loudly crying face
    "\uD83D\uDD25", // fire
    "\uD83C\uDF89", // party popper
    "\u2728", // sparkles
    "\uD83D\uDC94", // broken heart
    ":(",
    ":'(",
    ":/",
    ";_;",
    ":|",
    "\u00AF\\_(\u30C4)_/\u00AF",
  };

  private static final String[] ENTITIES = {"&amp;", "&lt;3", "&gt;&gt;", "&amp;amp;"};
  private static final int URL_COUNT = 512;
  private static final int URL_KEY_LENGTH = 10;
  private static final String URL_KEY =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern SPACE = Pattern.compile(" ");

  private record Smile(String text, int weight) {}

  private Vocabulary() {}

  static PickTable<Language> languages() {
    List<Language> languages = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (String[] row : rows("languages.tsv")) {
      Fragment[] words = SPACE.splitAsStream(row[3]).map(Fragment::plain).toArray(Fragment[]::new);
      languages.add(new Language(row[0], row[2].equals("spaced"), words));
      weights.add(Double.valueOf(row[1]));
    }
    return PickTable.weighted(
        languages, weights.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Returns the hashtags by language, the most popular first. */
  static Map<String, List<String>> hashtags() {
    Map<String, List<String>> hashtags = new LinkedHashMap<>();
    for (String[] row : rows("hashtags.tsv")) {
      hashtags.put(row[0], SPACE.splitAsStream(row[1]).toList());
    }
    return hashtags;
  }

  /** Returns the spellings of a hashtag, the usual one first. */
  static List<String> spellings(String hashtag) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(hashtag);
    spellings.add(hashtag.toLowerCase(Locale.ROOT));
    spellings.add(hashtag.toUpperCase(Locale.ROOT));
    return List.copyOf(spellings);
  }

  static PickTable<Fragment> smiles() {
    return PickTable.weighted(
        SMILES.stream().map(smile -> fragment(smile.text())).toList(),
        SMILES.stream().mapToDouble(Smile::weight).toArray());
  }

  static Fragment[] otherFeelings() {
    return Arrays.stream(OTHER_FEELINGS).map(Vocabulary::fragment).toArray(Fragment[]::new);
  }

  /** Returns the characters that the API escapes as HTML does. */
  static Fragment[] htmlEntities() {
    return Arrays.stream(ENTITIES).map(Fragment::plain).toArray(Fragment[]::new);
  }

  static Fragment[] urls() {
    Dice dice = new Dice(URL_COUNT);
    Fragment[] urls = new Fragment[URL_COUNT];
    for (int i = 0; i < urls.length; i++) {
      StringBuilder key = new StringBuilder();
      for (int n = 0; n < URL_KEY_LENGTH; n++) {
        key.append(URL_KEY.charAt(dice.below(URL_KEY.length())));
      }
      String page = "example.com/stories/" + dice.between(1000, 9999);
      urls[i] = Fragment.url("https://t.co/" + key, "https://" + page + "?from=sim", page);
    }
    return urls;
  }

  /**
   * Returns an emoji, which may follow a word without a space, or an ASCII emoticon, which may not.
   */
  private static Fragment fragment(String feeling) {
    return feeling.charAt(0) < 128 ? Fragment.plain(feeling) : Fragment.emoji(feeling);
  }

  private static List<String[]> rows(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            resource + " is missing beside " + Vocabulary.class + ": is the jar complete?");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
      return reader.lines().filter(line -> !line.startsWith("# ")).map(TAB::split).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
