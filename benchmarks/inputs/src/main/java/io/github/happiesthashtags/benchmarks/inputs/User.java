package io.github.happiesthashtags.benchmarks.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A person who does not exist.
 *
 * @param v1 the user object of v1.1, about 1.2 KB of ASCII
 * @param v2 the user object of v2 with default fields
 * @param idDigits the id in decimal
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied by the million.
record User(Piece mention, byte[] idDigits, byte[] v1, byte[] v2) {
  private static final int COUNT = 2_000;
  private static final String[] NAMES = {
    "Ada", "なつき", "José", "ليلى", "Мария", "지우", "Kim", "Ann & Co", "ツ"
  };
  private static final String[] DESCRIPTIONS = {
    "just here for the music, the cats and a good cup of coffee; views are my own",
    "毎日楽しく生きています。猫とゲームと音楽が好きです。フォローお気軽にどうぞ。無言フォロー失礼します。写真も撮ります",
    "Amante de la vida, la música y los buenos momentos. #feliz Me gusta viajar y leer",
    "اللهم لك الحمد حتى ترضى ولك الحمد إذا رضيت ولك الحمد بعد الرضا",
    "Люблю жизнь, музыку, хорошие книги и долгие прогулки по городу. Всегда рада новым друзьям и"
        + " знакомствам, пишите мне сюда в любое время",
    "",
  };

  /**
   * What a search for smiles in whole lines falls for; with it, 2 to 6 % of lines have one
   * somewhere, as in recordings.
   */
  private static final String SMILING_DESCRIPTION = "be kind to each other :)";

  private static final double SMILING_DESCRIPTIONS = 0.01;

  static User[] everyone() {
    Draws draws = new Draws(COUNT);
    User[] users = new User[COUNT];
    for (int i = 0; i < COUNT; i++) {
      users[i] = make(draws, i);
    }
    return users;
  }

  private static User make(Draws draws, int number) {
    long id = 100_000_000L + draws.below(1 << 30);
    String screenName = "user_" + Integer.toString(number, 36) + draws.below(1000);
    String name = draws.pick(NAMES);
    Piece mention = Piece.mention(id, screenName, name);
    String description =
        draws.chance(SMILING_DESCRIPTIONS) ? SMILING_DESCRIPTION : draws.pick(DESCRIPTIONS);
    String v1 =
        ("{'id':%1$d,'id_str':'%1$d','name':'%2$s','screen_name':'%3$s','location':'\\u6771\\u4eac \\/ \\u5927\\u962a',"
                + "'url':'https:\\/\\/example.com\\/%3$s','description':'%4$s',"
                + "'translator_type':'none','protected':false,'verified':false,"
                + "'followers_count':%5$d,'friends_count':%6$d,'listed_count':12,"
                + "'favourites_count':%7$d,'statuses_count':%8$d,"
                + "'created_at':'Tue Mar 21 20:50:14 +0000 2006','utc_offset':null,"
                + "'time_zone':null,'geo_enabled':true,'lang':null,'contributors_enabled':false,"
                + "'is_translator':false,'profile_background_color':'C0DEED',"
                + "'profile_background_image_url':"
                + "'http:\\/\\/example.com\\/images\\/themes\\/theme1\\/bg.png',"
                + "'profile_background_image_url_https':"
                + "'https:\\/\\/example.com\\/images\\/themes\\/theme1\\/bg.png',"
                + "'profile_background_tile':false,'profile_link_color':'1DA1F2',"
                + "'profile_sidebar_border_color':'C0DEED','profile_sidebar_fill_color':'DDEEF6',"
                + "'profile_text_color':'333333','profile_use_background_image':true,"
                + "'profile_image_url':"
                + "'http:\\/\\/example.com\\/profile_images\\/%1$d\\/kZz0a1bC_normal.jpg',"
                + "'profile_image_url_https':"
                + "'https:\\/\\/example.com\\/profile_images\\/%1$d\\/kZz0a1bC_normal.jpg',"
                + "'profile_banner_url':"
                + "'https:\\/\\/example.com\\/profile_banners\\/%1$d\\/1398195122',"
                + "'default_profile':true,'default_profile_image':false,'following':null,"
                + "'follow_request_sent':null,'notifications':null}")
            .replace('\'', '"')
            .formatted(
                id,
                inAscii(name),
                screenName,
                inAscii(description),
                draws.below(5000),
                draws.below(2000),
                draws.below(20000),
                draws.below(90000));
    String v2 =
        "{'id':'%d','name':'%s','username':'%s'}"
            .replace('\'', '"')
            .formatted(id, name, screenName);
    return new User(mention, JsonBytes.syntax("" + id), JsonBytes.syntax(v1), JsonBytes.syntax(v2));
  }

  private static String inAscii(String text) {
    return new String(JsonBytes.ascii(text), UTF_8);
  }
}
