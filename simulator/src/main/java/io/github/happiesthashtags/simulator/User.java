package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An author with its JSON for both API versions, encoded in advance. The names are visibly made up.
 * Some contain a smile or a hashtag, because only a status's text may count.
 */
final class User {
  private static final int COUNT = 512;
  private static final long FIRST_ID = 2_244_994_900L;
  private static final String[] SYLLABLES = {
    "ka", "mo", "ri", "ten", "lu", "sa", "bo", "ni", "fe", "ro", "pi", "zu", "han", "do", "mi", "el"
  };
  private static final String[] NAMES = {
    "Alma",
    "たろう",
    "José",
    "ليلى",
    "민지",
    "Ольга",
    "Zoë :)",
    "Sunny 😀",
    "#TeamTea",
    "Ağa",
    "สมชาย",
    "Noor"
  };
  private static final String[] PLACES = {
    "", "Lisboa", "東京", "İstanbul", "Somewhere on Earth", "الرياض", "서울", "Köln/Bonn"
  };
  private static final String[] ABOUT = {
    "",
    "Just here for the #hashtags :) Opinions come and go; the cat stays. Part-time gardener, "
        + "full-time optimist. Ask me about sourdough, slow trains & small data.",
    "Tea & trains. Views are my own, except the one from the window. she/her",
    "写真とコーヒーが好きです。休日は猫と一緒に散歩しています。無言フォロー失礼します！よろしくお願いします☺️",
    "Mãe de gatos. Football \"fan\" since forever 😎 // café, música e saudade // DMs closed",
    "قهوة وكتب. أكتب عن السفر والتصوير وكل ما هو جميل في هذه الحياة. الحساب شخصي ولا يمثل أي جهة",
    "커피와 음악을 좋아합니다. 매일 산책하고 사진을 찍어요. 좋은 하루 보내세요",
  };
  private static final String[] VERIFIED_TYPES = {"blue", "blue", "blue", "business", "government"};
  private static final DateTimeFormatter V1_TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss '+0000' yyyy", Locale.ENGLISH);

  private final byte[] idDigits;
  private final Fragment mention;
  private final List<Member> v2;
  private final byte[] v1;

  /** A member of the user object of v2, which only clients that ask for its field get. */
  @SuppressWarnings("ArrayRecordComponent") // None is compared.
  record Member(PostField field, byte[] json) {}

  private User(byte[] idDigits, Fragment mention, List<Member> v2, byte[] v1) {
    this.idDigits = idDigits;
    this.mention = mention;
    this.v2 = v2;
    this.v1 = v1;
  }

  long id() {
    return mention.mentionedId();
  }

  byte[] idDigits() {
    return idDigits;
  }

  Fragment mention() {
    return mention;
  }

  /** Writes the user object of v2 for clients that ask for one of the expansions. */
  void writeV2(JsonBuffer out, int expansions) {
    out.member(PostField.ALWAYS.needIn(expansions)).one('{');
    for (Member member : v2) {
      out.member(member.field.needIn(expansions)).raw(member.json);
    }
    out.part(PostField.ALWAYS.needIn(expansions)).one('}');
  }

  /** Returns the user object of v1.1. */
  byte[] v1() {
    return v1;
  }

  /** Returns all authors, the same for every seed. */
  static User[] everyone() {
    Dice dice = new Dice(COUNT);
    User[] users = new User[COUNT];
    for (int i = 0; i < COUNT; i++) {
      users[i] = make(FIRST_ID + i * 7919L, dice);
    }
    return users;
  }

  private static User make(long id, Dice dice) {
    String username =
        "sim_" + dice.pick(SYLLABLES) + dice.pick(SYLLABLES) + dice.between(100, 99_999);
    String name = dice.pick(NAMES);
    String about = dice.pick(ABOUT);
    String place = dice.pick(PLACES);
    LocalDateTime joined =
        LocalDateTime.ofEpochSecond(dice.between(1_262_304_000, 1_577_836_800), 0, ZoneOffset.UTC);
    return new User(
        Json.syntax(Long.toString(id)),
        Fragment.mention(id, username, name),
        v2(id, username, name, about, place, joined, dice),
        v1(id, username, name, about, place, joined, dice));
  }

  private static List<Member> v2(
      long id,
      String username,
      String name,
      String about,
      String place,
      LocalDateTime joined,
      Dice dice) {
    boolean verified = dice.chance(0.1);
    Dice more = new Dice(id);
    String type = verified ? more.pick(VERIFIED_TYPES) : "none";
    String created = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(joined) + ".000Z";
    String metrics =
        """
        {"followers_count":%d,"following_count":%d,"tweet_count":%d,"listed_count":%d,\
        "like_count":%d,"media_count":%d}"""
            .formatted(
                more.below(90_000),
                more.below(5_000),
                more.below(120_000),
                more.below(60),
                more.below(40_000),
                more.below(900));
    List<Member> members = new ArrayList<>();
    add(members, PostField.USER_CREATED_AT, "created_at", '"' + created + '"');
    add(members, PostField.USER_DESCRIPTION, "description", utf8Literal(about));
    add(members, PostField.ALWAYS, "id", "\"" + id + '"');
    if (!place.isEmpty()) {
      add(members, PostField.USER_LOCATION, "location", utf8Literal(place));
    }
    add(members, PostField.ALWAYS, "name", utf8Literal(name));
    add(members, PostField.USER_PROTECTED, "protected", "false");
    add(members, PostField.USER_PUBLIC_METRICS, "public_metrics", metrics);
    add(members, PostField.ALWAYS, "username", '"' + username + '"');
    add(members, PostField.USER_VERIFIED, "verified", Boolean.toString(verified));
    add(members, PostField.USER_VERIFIED_TYPE, "verified_type", '"' + type + '"');
    return members;
  }

  private static void add(List<Member> members, PostField field, String name, String value) {
    members.add(new Member(field, Json.syntax('"' + name + "\":" + value)));
  }

  private static byte[] v1(
      long id,
      String username,
      String name,
      String about,
      String place,
      LocalDateTime joined,
      Dice dice) {
    String image = "http://images.example/profile_images/" + id + "/photo_normal.jpg";
    String banner = "https://images.example/profile_banners/" + id + "/1479225221";
    String theme = "http://images.example/themes/theme" + dice.between(1, 19) + "/bg.gif";
    List<String> members =
        List.of(
            "\"id\":" + id,
            "\"id_str\":\"" + id + "\"",
            "\"name\":" + asciiLiteral(name),
            "\"screen_name\":\"" + username + "\"",
            "\"location\":" + (place.isEmpty() ? "null" : asciiLiteral(place)),
            "\"url\":null",
            "\"description\":" + (about.isEmpty() ? "null" : asciiLiteral(about)),
            "\"protected\":false",
            "\"verified\":" + dice.chance(0.02),
            "\"followers_count\":" + dice.below(90_000),
            "\"friends_count\":" + dice.below(5_000),
            "\"listed_count\":" + dice.below(60),
            "\"favourites_count\":" + dice.below(40_000),
            "\"statuses_count\":" + dice.below(120_000),
            "\"created_at\":\"" + V1_TIME.format(joined) + "\"",
            "\"utc_offset\":" + (dice.chance(0.5) ? "null" : "3600"),
            "\"time_zone\":" + (dice.chance(0.5) ? "null" : "\"Amsterdam\""),
            "\"geo_enabled\":" + dice.chance(0.4),
            "\"lang\":\"en\"",
            "\"contributors_enabled\":false",
            "\"is_translator\":false",
            "\"profile_background_color\":\"C0DEED\"",
            "\"profile_background_image_url\":" + asciiLiteral(theme),
            "\"profile_background_image_url_https\":" + asciiLiteral(theme),
            "\"profile_background_tile\":false",
            "\"profile_link_color\":\"1DA1F2\"",
            "\"profile_sidebar_border_color\":\"C0DEED\"",
            "\"profile_sidebar_fill_color\":\"DDEEF6\"",
            "\"profile_text_color\":\"333333\"",
            "\"profile_use_background_image\":true",
            "\"profile_image_url\":" + asciiLiteral(image),
            "\"profile_image_url_https\":" + asciiLiteral(image),
            "\"profile_banner_url\":" + asciiLiteral(banner),
            "\"default_profile\":false",
            "\"default_profile_image\":false",
            "\"following\":null",
            "\"follow_request_sent\":null",
            "\"notifications\":null");
    return Json.syntax("{" + String.join(",", members) + "}");
  }

  private static String asciiLiteral(String text) {
    return new String(Json.asciiBetween("\"", text, "\""), UTF_8);
  }

  private static String utf8Literal(String text) {
    return '"' + new String(Json.utf8(text), UTF_8) + '"';
  }
}
