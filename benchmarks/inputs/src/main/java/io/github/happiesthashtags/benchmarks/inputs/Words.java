package io.github.happiesthashtags.benchmarks.inputs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What texts are made of. Hashtags are of letters that any lower-casing folds alike, below the
 * surrogates, so that the programs compared need neither ICU nor a comparator of their own.
 */
final class Words {
  private static final Pattern SPACE = Pattern.compile(" ");

  /**
   * A language.
   *
   * @param share of all statuses, as in samples of 2013 and 2016
   * @param glue what stands between its words
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Language(byte[] code, double share, Piece glue, Piece[] words) {}

  private static final Piece BLANK = Piece.word(" ");
  private static final Piece NOTHING = Piece.word("");

  static final List<Language> LANGUAGES =
      List.of(
          language(
              "en",
              .36,
              " ",
              "the a of today really never coffee morning love my just got work",
              "weekend still waiting for music with friends because tomorrow again please think"),
          language(
              "ja",
              .17,
              "",
              "今日 明日 楽しい ありがとう おはよう ございます 仕事 学校 電車 猫 犬 天気",
              "お腹 空いた 嬉しい みんな ゲーム 音楽 映画 本当に です ます から ので"),
          language(
              "es",
              .11,
              " ",
              "hoy mañana siempre nunca amor vida gracias buenos días casa",
              "música corazón tiempo mejor quiero contigo noche feliz porque también"),
          language(
              "ar",
              .08,
              " ",
              "اليوم صباح الخير الحمد لله حياة قلب جميل كل عام أنتم بخير يا",
              "رب شكرا مساء النور حب سعادة دائما وقت"),
          language(
              "pt",
              .07,
              " ",
              "hoje amanhã você não saudade obrigado bom dia noite amor",
              "coração vida feliz muito também festa praia jogo agora então"),
          language(
              "ko",
              .06,
              " ",
              "오늘 내일 사랑 감사합니다 안녕하세요 행복 친구 음악 영화 학교 커피",
              "주말 진짜 너무 좋아요 우리 같이 고양이 강아지"),
          language(
              "id",
              .04,
              " ",
              "hari ini besok selamat pagi cinta teman kopi sekolah senang",
              "terima kasih banget sama aku kamu lagi rumah"),
          language(
              "ru",
              .03,
              " ",
              "сегодня завтра доброе утро спасибо любовь друзья музыка кофе",
              "работа дом счастье очень хорошо погода время"),
          language(
              "th", .03, "", "วันนี้ พรุ่งนี้ รัก สวัสดี ขอบคุณ กาแฟ เพลง เพื่อน ดีใจ มาก จริงๆ"),
          language("fr", .03, " ", "aujourd'hui demain merci bonjour café ami école très été"),
          language("tr", .02, " ", "bugün yarın günaydın teşekkürler aşk çok güzel arkadaş"));

  /** What smiles and is counted. */
  static final Piece SMILE = Piece.word(":)");

  /** Looks like one, or is one of another lexicon. */
  static final Piece[] OTHER_FEELINGS =
      pieces(
          ":( 😂 😂 😭 😍 🙏 :D ;) ♥ 😊 xD 😀 👨‍👩‍👧 :-) :/ 🙂‍↔️ ❤️ 🔥 <3".replace("<", "&lt;"));

  static final Piece[] PUNCTUATION = pieces(". ! ? , ... &amp;");

  private static final String[] STEMS =
      SPACE.split(
          "MondayMotivation Happy GoodMorning Love TBT NowPlaying 幸せ Photography Music Friends"
              + " Coffee 행복 TeamFollowBack Gameinsight Sunday سعادة Travel JobAlert Peace Sunset"
              + " счастье Food Feliz Cats 猫 Android Art Fashion Nature 아침 Football Smile");

  private Words() {}

  /** A name for each rank of popularity. */
  static String hashtag(int rank) {
    String stem = STEMS[rank % STEMS.length];
    return rank < STEMS.length ? stem : stem + rank / STEMS.length;
  }

  /** How somebody spells it: folding must make them one. */
  static String spelled(String hashtag, Draws draws) {
    double spelling = draws.fraction();
    if (spelling < 0.15) {
      return hashtag.toLowerCase(Locale.ROOT);
    }
    return spelling < 0.25 ? hashtag.toUpperCase(Locale.ROOT) : hashtag;
  }

  static Piece blank() {
    return BLANK;
  }

  private static Language language(String code, double share, String glue, String... words) {
    return new Language(
        JsonBytes.syntax(code),
        share,
        glue.isEmpty() ? NOTHING : BLANK,
        pieces(String.join(" ", words)));
  }

  private static Piece[] pieces(String words) {
    return Arrays.stream(SPACE.split(words)).map(Piece::word).toArray(Piece[]::new);
  }
}
